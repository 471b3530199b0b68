local base64 = require("base64")

-- RFC 4648, section 10, and every length of padding.
for data, text in pairs {
  [""] = "", f = "Zg==", fo = "Zm8=", foo = "Zm9v", foob = "Zm9vYg==", fooba = "Zm9vYmE=", foobar = "Zm9vYmFy",
  ["\0\0\0"] = "AAAA", ["\255\255\255"] = "////", ["\251\239\190"] = "++++", ["\0"] = "AA==",
} do
  assert(base64.encode(data) == text, text)
  assert(base64.decode(text) == data, text)
end

-- Around the size of the pieces in which long data is done.
for _, size in ipairs { 24575, 24576, 24577, 24578, 49152, 100001 } do
  local data = ("\0\1\2\250x"):rep(size):sub(1, size)
  local text = base64.encode(data)
  assert(#text == math.floor((size + 2) / 3) * 4, size)
  assert(base64.decode(text) == data, size)
end

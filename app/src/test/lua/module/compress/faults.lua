local compress = require("compress")

local function fault(kind, value, err)
  assert(value == nil and err:kind() == kind and err:retryable() == false)
  assert(not err:message():find("[Jj]ava") and not err:message():find("Exception"), err:message())
  return err:message()
end

for _, name in ipairs { "gzip", "deflate", "zlib" } do
  local format = compress[name]
  for _, f in ipairs { format.encode, format.decode } do
    assert(fault(errors.INVALID, f("")) == "data: data expected, got an empty string")
    assert(fault(errors.INVALID, f(5)) == "data: string expected, got number")
    assert(fault(errors.INVALID, f()) == "data: string expected, got no value")
    assert(fault(errors.INVALID, f("x", 5)) == "options: table expected, got number")
  end
  for _, level in ipairs { 0, 10, -1, 1.5, "6", true, 0 / 0 } do
    assert(fault(errors.INVALID, format.encode("x", { level = level })) == "options: level must be a whole number from 1 to 9")
  end
  for _, size in ipairs { 0, -1, 1.5, "6", true, 0 / 0, 1 / 0 } do
    fault(errors.INVALID, format.decode("x", { max_size = size }))
  end

  local data = ("hello "):rep(10000)
  local packed = format.encode(data)
  assert(fault(errors.INTERNAL, format.decode(packed, { max_size = #data - 1 })) == "the data is larger than 59999 bytes")
  assert(format.decode(packed, { max_size = #data }) == data)
  for _, bad in ipairs { "x", packed:sub(1, 1), packed:sub(1, #packed - 9), packed:sub(1, 20), "\255" .. packed, ("\255"):rep(100) } do
    assert(fault(errors.INTERNAL, format.decode(bad)) == "no valid " .. name .. " data", name)
  end
end
-- A checksum that does not fit.
for _, name in ipairs { "gzip", "zlib" } do
  local packed = compress[name].encode("hello")
  local last = packed:byte(-1)
  fault(errors.INTERNAL, compress[name].decode(packed:sub(1, -2) .. string.char((last + 1) % 256)))
end

local crypto = require("crypto")

for _, n in ipairs { 1, 2, 4095, 4096, 4097, 100000, 1048576 } do
  assert(#crypto.random.bytes(n) == n)
end
assert(crypto.random.bytes(16) ~= crypto.random.bytes(16) and crypto.random.bytes(2.9) ~= nil)

local counts = {}
local text = crypto.random.string(100000, "abc")
assert(#text == 100000 and not text:find("[^abc]"))
for c in text:gmatch(".") do counts[c] = (counts[c] or 0) + 1 end
-- A deviation of 10 standard deviations is none that happens.
for _, c in ipairs { "a", "b", "c" } do assert(math.abs(counts[c] - 33333) < 1500, c .. counts[c]) end
assert(crypto.random.string(50):match("^%w+$") and #crypto.random.string(50) == 50)
assert(crypto.random.string(3, "x") == "xxx" and crypto.random.string(2, "\0") == "\0\0")
assert(require("uuid").version(crypto.random.uuid()) == 4)

for _, n in ipairs { 0, -1, 1048577, 0 / 0, "x", {} } do
  for _, f in ipairs { crypto.random.bytes, crypto.random.string } do
    local value, err = f(n)
    assert(value == nil and err:kind() == errors.INVALID and err:message():find("n: number from 1 to 1048576 expected", 1, true))
  end
end
for _, charset in ipairs { "", ("x"):rep(257) } do
  local value, err = crypto.random.string(5, charset)
  assert(value == nil and err:message() == "charset: 1 to 256 bytes expected, got " .. #charset)
end

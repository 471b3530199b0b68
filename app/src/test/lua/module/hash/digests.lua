local hash = require("hash")

local function hex(bytes)
  return (bytes:gsub(".", function(c) return ("%02x"):format(c:byte()) end))
end

-- FIPS 180, RFC 1321, and the reference values of FNV-1a.
local abc = {
  md5 = "900150983cd24fb0d6963f7d28e17f72",
  sha1 = "a9993e364706816aba3e25717850c26c9cd0d89d",
  sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  sha512 = "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
}
for name, expected in pairs(abc) do
  assert(hash[name]("abc") == expected, name)
  assert(hash[name]("abc", false) == expected and hash[name]("abc", nil) == expected, name)
  assert(hex(hash[name]("abc", true)) == expected, name)
end
assert(hash.md5("") == "d41d8cd98f00b204e9800998ecf8427e")
assert(hash.sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
-- Longer than one piece.
assert(hash.sha1(("a"):rep(1000000)) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
assert(hash.sha256(("a"):rep(1000000)) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")

for text, expected in pairs { [""] = 2166136261, a = 3826002220, foobar = 3214735720 } do
  assert(hash.fnv32(text) == expected, text)
end
-- 64 bits as the nearest number.
assert(hash.fnv64("") == 14695981039346656037 and hash.fnv64("a") == 12638187200555641996 and hash.fnv64("foobar") == 9625390261332436968)

local hash = require("hash")

-- RFC 2202 and RFC 4231, the second case of each; and an empty secret.
local data, secret = "what do ya want for nothing?", "Jefe"
for name, expected in pairs {
  hmac_md5 = "750c783e6ab0b503eaa86e310a5db738",
  hmac_sha1 = "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
  hmac_sha256 = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  hmac_sha512 = "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
} do
  assert(hash[name](data, secret) == expected, name)
  assert(#hash[name](data, secret, true) * 2 == #expected, name)
  assert(hash[name](secret, data) ~= expected, "the data comes first")
end
assert(hash.hmac_sha256("", "") == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
assert(hash.hmac_sha256("Test Using Larger Than Block-Size Key - Hash Key First", ("\170"):rep(131)) == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")

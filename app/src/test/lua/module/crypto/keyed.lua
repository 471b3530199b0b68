local crypto, hash = require("crypto"), require("hash")

-- RFC 4231, case 2; the key comes first here.
assert(crypto.hmac.sha256("Jefe", "what do ya want for nothing?") == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
assert(crypto.hmac.sha512("Jefe", "what do ya want for nothing?") == hash.hmac_sha512("what do ya want for nothing?", "Jefe"))
local value, err = crypto.hmac.sha256("", "data")
assert(value == nil and err:kind() == errors.INVALID and err:message() == "key: key expected, got an empty string")
assert(select(2, crypto.hmac.sha512(5, "data")):message() == "key: string expected, got number")

assert(crypto.constant_time_compare("abc", "abc") and crypto.constant_time_compare("", ""))
assert(crypto.constant_time_compare("abc", "abd") == false and crypto.constant_time_compare("abc", "ab") == false and crypto.constant_time_compare("", "a") == false)
assert(crypto.constant_time_compare("1", 1) == nil)

-- RFC 7914, section 11, and the same by other programs for SHA-512.
local function hex(bytes)
  return (bytes:gsub(".", function(c) return ("%02x"):format(c:byte()) end))
end
assert(hex(crypto.pbkdf2("passwd", "salt", 1, 64)) == "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783")
assert(hex(crypto.pbkdf2("Password", "NaCl", 80000, 64, "sha256")) == "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d")
assert(hex(crypto.pbkdf2("password", "salt", 1, 20, "sha512")) == "867f70cf1ade02cff3752599a3a53dc4af34c7a6")
assert(#crypto.pbkdf2("\255", "\0", 129, 100) == 100 and crypto.pbkdf2("p", "s", 128, 5) ~= crypto.pbkdf2("p", "s", 129, 5))

for _, case in ipairs {
  { "password: password expected", "", "salt", 1, 1 }, { "salt: salt expected", "p", "", 1, 1 }, { "iterations: number from 1 to 10000000 expected, got 0", "p", "s", 0, 1 },
  { "iterations: number from 1 to 10000000 expected, got 10000001", "p", "s", 1e7 + 1, 1 }, { "length: number from 1 to 65536 expected, got 0", "p", "s", 1, 0 },
  { 'digest: "sha256" or "sha512" expected, got "md5"', "p", "s", 1, 1, "md5" },
} do
  local key, fault = crypto.pbkdf2(unpack(case, 2))
  assert(key == nil and fault:kind() == errors.INVALID and fault:message():find(case[1], 1, true), case[1])
end

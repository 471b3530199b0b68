-- Attacks: the meter, by encryption, tokens and random bytes.
-- Expect: failed instructions
local crypto = require("crypto")
local s, key = ("x"):rep(1000000), ("k"):rep(32)
while true do
  crypto.decrypt.aes(s, key)
  crypto.encrypt.chacha20(s, key)
  crypto.jwt.verify(s, key)
  crypto.random.bytes(100000)
  crypto.constant_time_compare(s, s)
end

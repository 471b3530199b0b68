-- Attacks: the meter, by hashes of long texts.
-- Expect: failed instructions
local hash, base64 = require("hash"), require("base64")
local s = ("x"):rep(4000000)
while true do
  hash.sha512(s)
  hash.hmac_md5(s, s)
  hash.fnv64(s)
  base64.decode(s)
  base64.encode(s)
end

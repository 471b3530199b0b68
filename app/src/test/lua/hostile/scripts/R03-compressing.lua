-- Attacks: the meter, by data that is slow to compress, and by data that becomes more than it is.
-- Limits: memory=64
-- Expect: failed instructions
local compress = require("compress")
local s = ("ab"):rep(500000)
local packed = compress.gzip.encode(("\0"):rep(100000))
while true do
  compress.gzip.decode(packed)
  compress.zlib.encode(s, { level = 9 })
end

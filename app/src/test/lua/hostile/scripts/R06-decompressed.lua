-- Attacks: the limit of memory, with a little data that becomes much.
-- Limits: memory=16 instructions=1000000000 allocation=8
-- Expect: succeeded
local gzip = require("compress").gzip
local packed = gzip.encode(("\0"):rep(4000000))
packed = packed:rep(10)
for _ = 1, 10 do
  local ok, data, err = pcall(gzip.decode, packed)
  assert(not ok and data:find("not enough memory", 1, true) or (data == nil and err:message():find("is larger than", 1, true)))
end
local data, err = gzip.decode(packed, { max_size = 1000 })
assert(data == nil and err:message() == "the data is larger than 1000 bytes")

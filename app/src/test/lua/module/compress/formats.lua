local compress = require("compress")
local base64 = require("base64")

local names = { "gzip", "deflate", "zlib" }
local samples = { "a", ("hello "):rep(1000), ("\0"):rep(100000) }
local noise = {}
local seed = 1
for i = 1, 30000 do
  seed = (seed * 1103515245 + 12345) % 2147483648
  noise[i] = string.char(math.floor(seed / 65536) % 256)
end
samples[#samples + 1] = table.concat(noise)
for _, size in ipairs { 8191, 8192, 8193, 24577 } do
  samples[#samples + 1] = samples[4]:sub(1, size)
end

for _, name in ipairs(names) do
  local format = compress[name]
  for i, data in ipairs(samples) do
    for _, level in ipairs { 1, 6, 9 } do
      local packed = assert(format.encode(data, { level = level }))
      assert(format.decode(packed) == data, name .. i)
    end
    assert(format.decode(format.encode(data)) == data)
  end
  assert(#format.encode(samples[2]) < 100)
  assert(#format.encode(samples[4]) < 30500)
end

-- What other programs have made: zlib's compress, gzip of Info-ZIP with a name in its header, two members in a row.
assert(compress.zlib.decode(base64.decode("eJzLSM3JyQcABiwCFQ==")) == "hello")
assert(compress.deflate.decode(base64.decode("y0jNyckHAA==")) == "hello")
local member = base64.decode("H4sICAAAAAAAA2YAy0jNyckHAIamEDYFAAAA")
assert(compress.gzip.decode(member) == "hello")
assert(compress.gzip.decode(member .. member) == "hellohello")

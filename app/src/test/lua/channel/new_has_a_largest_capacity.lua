local ch = channel.new(100000)
assert(channel.new(100000.9))
for _, wrong in ipairs { 100001, math.huge, 1e300 } do
  local ok, message = pcall(channel.new, wrong)
  assert(not ok and message:find("capacity must be at most 100000", 1, true), message)
end
local ok, message = pcall(channel.new, 0 / 0)
assert(not ok and message:find("bad argument #1 to 'channel.new'", 1, true), message)

local function takes(ch)
  local count = 0
  while not channel.select { ch:case_send(count), default = true }.default do
    count = count + 1
  end
  return count
end
assert(takes(channel.new()) == 0)
assert(takes(channel.new(nil)) == 0)
assert(takes(channel.new(0)) == 0)
assert(takes(channel.new(-1)) == 0)
assert(takes(channel.new(-math.huge)) == 0)
assert(takes(channel.new(1)) == 1)
assert(takes(channel.new(2.9)) == 2)
assert(takes(channel.new(0.9)) == 0)
assert(takes(channel.new("3")) == 3)
assert(takes(channel.new(1000)) == 1000)
for _, wrong in ipairs { "x", {}, true, print } do
  local ok, message = pcall(channel.new, wrong)
  assert(not ok and message:find("number expected", 1, true), message)
end

-- Attacks: the kill, in coroutines that are resumed again by others.
-- Limits: instructions=200000
-- Expect: failed instructions
local function spin()
  while true do
    pcall(function() while true do coroutine.yield() end end)
  end
end
local threads = {}
for i = 1, 50 do
  threads[i] = coroutine.create(spin)
end
while true do
  for i = 1, 50 do
    coroutine.resume(threads[i])
  end
end

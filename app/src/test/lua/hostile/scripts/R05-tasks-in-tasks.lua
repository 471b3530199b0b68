-- Attacks: the depth, by tasks that spawn tasks, each from within callbacks.
-- Limits: coroutines=2000 memory=64 instructions=20000000
-- Expect: succeeded
local depth, deepest = 0, 0
local function deeper()
  depth = depth + 1
  deepest = math.max(deepest, depth)
  if depth < 1000 then
    table.sort({ 2, 1 }, function() coroutine.wrap(function() coroutine.spawn(deeper) end)() end)
  end
end
coroutine.spawn(deeper)
while deepest < 1000 do
  coroutine.yield()
end

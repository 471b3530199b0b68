-- Attacks: the depth, by recursion in many tasks at once.
-- Limits: memory=64 instructions=50000000
-- Expect: succeeded
local caught = 0
for _ = 1, 20 do
  coroutine.spawn(function()
    local function nested()
      coroutine.yield()
      return pcall(nested)
    end
    local _, ok = nested()
    caught = caught + 1
  end)
end
while caught < 20 do
  coroutine.yield()
end

-- Attacks: the limit of memory, with arguments that only the way into a coroutine's function still holds.
-- Limits: memory=8 instructions=60000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local text = ("x"):rep(20000)
local kept = {}
for i = 1, 90 do
  local f = coroutine.wrap(function() coroutine.yield() end)
  if keep then
    f(text:byte(1, -1))
  else
    f()
  end
  kept[i] = f
end

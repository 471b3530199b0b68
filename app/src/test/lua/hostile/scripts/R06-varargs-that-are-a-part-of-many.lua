-- Attacks: the limit of memory, with a few arguments that might keep the many that they were taken from.
-- Limits: memory=8 instructions=60000000
-- Expect: succeeded
local text = ("x"):rep(20000)
local kept = {}
for i = 1, 90 do
  local f = coroutine.wrap(function(...) coroutine.yield() return ... end)
  f(select(19990, text:byte(1, -1)))
  kept[i] = f
end

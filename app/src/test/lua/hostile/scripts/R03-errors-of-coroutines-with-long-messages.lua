-- Attacks: the meter, by errors whose long message gets a position when it leaves a coroutine.
-- Expect: failed instructions
local s = ("x"):rep(4000000)
while true do
  pcall(function() coroutine.wrap(function() error(s, 0) end)() end)
end

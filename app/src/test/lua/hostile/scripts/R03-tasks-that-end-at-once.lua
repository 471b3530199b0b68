-- Attacks: the price of work, by spawning tasks that do nothing.
-- Expect: failed instructions
local function nothing() end
while true do
  coroutine.spawn(nothing)
end

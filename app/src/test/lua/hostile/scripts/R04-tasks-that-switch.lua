-- Attacks: the budget, by tasks that only switch.
-- Limits: instructions=500000
-- Expect: failed instructions
local ch = channel.new()
coroutine.spawn(function()
  while true do
    pcall(ch.send, ch)
  end
end)
coroutine.spawn(function()
  while true do
    pcall(coroutine.yield)
  end
end)
while true do
  pcall(ch.receive, ch)
end

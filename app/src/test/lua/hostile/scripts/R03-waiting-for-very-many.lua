-- Attacks: the price of work, by standing in thousands of queues and leaving them again and again.
-- Limits: memory=64
-- Expect: failed instructions
local cases, wake = {}, channel.new()
for i = 1, 20000 do
  cases[i] = channel.new():case_receive()
end
cases[#cases + 1] = wake:case_receive()
coroutine.spawn(function()
  while true do
    wake:send(1)
  end
end)
while true do
  channel.select(cases)
end

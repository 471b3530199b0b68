-- Attacks: the end of a job, by tasks that wait for each other and catch everything.
-- Limits: coroutines=100
-- Expect: failed script: deadlock
local channels = {}
for i = 1, 50 do
  channels[i] = channel.new()
end
for i = 1, 50 do
  coroutine.spawn(function()
    while true do
      pcall(coroutine.wrap(function() channels[i]:receive() end))
      pcall(channels[i % 50 + 1].send, channels[i % 50 + 1], i)
    end
  end)
end
xpcall(function() channel.select {} end, print)

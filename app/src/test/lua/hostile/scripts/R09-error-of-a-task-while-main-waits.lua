-- Attacks: the end of a job, by a task that fails while all others catch everything.
-- Expect: failed script: from a task
local ch = channel.new()
for _ = 1, 10 do
  coroutine.spawn(function() while true do pcall(ch.receive, ch) end end)
end
coroutine.spawn(function()
  time.after("1ms"):receive()
  error("from a task")
end)
while true do
  pcall(channel.select, {})
end

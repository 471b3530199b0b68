-- Attacks: the end of a job, by tasks that wait, are ready, or wait within coroutines and callbacks.
-- Limits: coroutines=100 timers=100
-- Expect: succeeded
local ch, full = channel.new(), channel.new(1)
full:send(1)
for _ = 1, 10 do
  coroutine.spawn(function() ch:receive() end)
  coroutine.spawn(function() full:send(1) end)
  coroutine.spawn(function() while true do coroutine.yield() end end)
  coroutine.spawn(function() time.after("1h"):receive() end)
  coroutine.spawn(function() coroutine.wrap(function() channel.select { ch:case_receive(), full:case_send(2) } end)() end)
  coroutine.spawn(function() table.sort({ 2, 1 }, function() pcall(ch.receive, ch) end) end)
end

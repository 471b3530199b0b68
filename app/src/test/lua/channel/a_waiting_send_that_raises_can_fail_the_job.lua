-- Fails: Internal: a_waiting_send_that_raises_can_fail_the_job.lua:4: send on closed channel
local ch = channel.new()
coroutine.spawn(function()
  ch:send(1)
end)
ch:close()
coroutine.yield()

-- Fails: Internal: an_error_in_a_task_that_waited_fails_the_job.lua:5: nil here
local ch = channel.new()
coroutine.spawn(function()
  local value = ch:receive()
  error(tostring(value) .. " here")
end)
ch:send(nil)
time.after("1h"):receive()

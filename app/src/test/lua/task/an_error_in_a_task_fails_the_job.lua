-- Fails: Internal: an_error_in_a_task_fails_the_job.lua:3: from the task
local ok, message = pcall(coroutine.spawn, function()
  error("from the task")
end)
error("main went on: " .. tostring(message))

-- Fails: Timeout: slow
coroutine.spawn(function()
  error(errors.new { message = "slow", kind = errors.TIMEOUT })
end)

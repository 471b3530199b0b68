-- Fails: Internal: plain
coroutine.spawn(function() error(errors.new("plain")) end)

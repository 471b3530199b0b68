-- Fails: Internal: (error object is a table value)
coroutine.spawn(function() error({}) end)

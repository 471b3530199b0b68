-- Attacks: the failure, with the coroutine itself as the error.
-- Expect: failed script: (error object is a thread value)
coroutine.wrap(function() error((coroutine.running())) end)()

-- Attacks: the end of a job, by leaving timers, coroutines and waiting coroutines behind.
-- Limits: timers=50 coroutines=50
-- Expect: succeeded
for _ = 1, 40 do
  time.after("1h")
  local co = coroutine.create(function() coroutine.wrap(function() coroutine.yield() end)() coroutine.yield() end)
  coroutine.resume(co)
  kept = { kept, co }
end

-- Attacks: what a job owns, by tasks that sleep.
-- Limits: timers=50 coroutines=200
-- Expect: failed script: too many timers
for _ = 1, 100 do
  coroutine.spawn(function() time.sleep("1h") end)
end
time.sleep("1h")

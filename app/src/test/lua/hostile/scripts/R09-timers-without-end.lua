-- Attacks: what a job owns, by starting timers.
-- Limits: timers=50
-- Expect: failed script: too many timers
while true do
  time.after("1h")
end

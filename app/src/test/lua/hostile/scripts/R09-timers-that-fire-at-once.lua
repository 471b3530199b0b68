-- Attacks: what a job owns, by timers that have fired before the next one starts.
-- Limits: timers=50
-- Expect: succeeded
for _ = 1, 200 do
  assert(select(2, time.after("1ns"):receive()))
end

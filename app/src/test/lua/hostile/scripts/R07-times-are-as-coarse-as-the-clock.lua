-- Attacks: other runs, by a clock that is fine enough to see what they do.
-- Expect: succeeded
local ticker = time.ticker("1ms")
for _ = 1, 10 do
  assert(time.now():nanosecond() % 1e6 == 0 and ticker:channel():receive():nanosecond() % 1e6 == 0)
  assert(time.after(1):receive():nanosecond() % 1e6 == 0)
end

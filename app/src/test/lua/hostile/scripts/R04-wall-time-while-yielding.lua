-- Attacks: the wall time, by giving way all the time.
-- Limits: millis=300 instructions=100000000000
-- Expect: failed wall_time
while true do
  coroutine.yield()
end

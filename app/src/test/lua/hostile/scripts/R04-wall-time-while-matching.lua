-- Attacks: the wall time, by a pattern that takes for ever.
-- Limits: millis=300 instructions=100000000000
-- Expect: failed wall_time
pcall(string.find, ("a"):rep(100000), ".-.-.-.-b")

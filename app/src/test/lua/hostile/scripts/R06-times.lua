-- Attacks: the limit of memory, with times, durations and locations.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local t = {}
for i = 1, 60000 do
  t[keep and i or 1] = time.unix(i, 0)
  t[keep and -i or 2] = time.parse_duration(i)
  t[keep and -i - 0.5 or 3] = time.fixed_zone(("x"):rep(60), i)
end

-- Attacks: the wall time, by catching everything.
-- Limits: millis=300 instructions=100000000000
-- Expect: failed wall_time
while true do
  pcall(function() while true do pcall(error) end end)
end

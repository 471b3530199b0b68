-- Attacks: the result, with a small graph that is endless when written, and whose leaves are empty.
-- Limits: instructions=60000000
-- Expect: failed script: longer than 65536 bytes
local t = {}
for _ = 1, 100 do
  t = { t, t }
end
return t

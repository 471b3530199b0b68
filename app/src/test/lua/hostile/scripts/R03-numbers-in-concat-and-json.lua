-- Attacks: the meter, by library functions that turn many numbers into text.
-- Limits: instructions=2000000
-- Expect: failed instructions
local t = {}
for i = 1, 5000 do
  t[i] = 5e-324 * i
end
while true do
  table.concat(t)
  json.encode(t)
end

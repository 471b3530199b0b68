-- Attacks: the meter, by whole numbers of 309 digits.
-- Limits: instructions=2000000
-- Expect: failed instructions
local t = {}
for i = 1, 5000 do
  t[i] = 1.7e308
end
while true do
  json.encode(t)
end

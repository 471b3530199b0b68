-- Attacks: the meter, by keys that come and go in a table with much storage.
-- Expect: failed instructions
local t = {}
for i = 1, 50000 do
  t[i] = i
end
local i = 0
while true do
  i = i + 1
  t["k" .. i], t["k" .. i - 1] = 1, nil
  t[2 ^ 27 + i % 3] = true
  t[2 ^ 27 + i % 3] = nil
end

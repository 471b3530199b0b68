-- Attacks: the meter, by sorting strings that differ in the last byte.
-- Expect: failed instructions
local t, s = {}, ("x"):rep(20000)
for i = 1, 200 do
  t[i] = s .. i % 10
end
while true do
  table.sort(t)
end

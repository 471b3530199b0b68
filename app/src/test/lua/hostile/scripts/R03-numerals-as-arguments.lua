-- Attacks: the meter, by passing thousands of numerals to functions of numbers.
-- Limits: instructions=2000000
-- Expect: failed instructions
local t = {}
for i = 1, 10000 do
  t[i] = ("0"):rep(390) .. "1"
end
while true do
  string.char(unpack(t))
  math.max(unpack(t))
  bit32.band(unpack(t))
end

-- Attacks: the meter, by a long format of a date.
-- Limits: memory=64
-- Expect: failed instructions
local format = ("%c%Z"):rep(50000)
while true do
  os.date(format)
  pcall(os.date, "!*t", 2 ^ 52)
end

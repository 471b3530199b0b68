-- Attacks: the meter, by arithmetic with the longest numerals.
-- Limits: instructions=2000000
-- Expect: failed instructions
local s, t = ("1234567890"):rep(39) .. "e-390", "0x" .. ("f"):rep(300) .. "p-1000"
while true do
  local x = s + t
end

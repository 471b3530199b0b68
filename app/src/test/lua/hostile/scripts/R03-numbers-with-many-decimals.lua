-- Attacks: the meter, by turning numbers whose exact decimals are hundreds into text.
-- Limits: instructions=2000000
-- Expect: failed instructions
local tiny = 5e-324
while true do
  local s = tiny .. tiny
  s = tostring(tiny)
  s = ("%.99f"):format(tiny)
end

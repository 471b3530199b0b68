-- Attacks: the meter, by errors whose long message gets a position each time.
-- Expect: failed instructions
local s = ("x"):rep(4000000)
while true do
  pcall(function() error(s) end)
end

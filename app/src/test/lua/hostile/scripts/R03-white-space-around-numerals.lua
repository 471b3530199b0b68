-- Attacks: the meter, by arithmetic with a string of which all but one byte is white space.
-- Expect: failed instructions
local s = (" "):rep(4000000) .. "1"
while true do
  local x = pcall(function() return s + 0 end)
end

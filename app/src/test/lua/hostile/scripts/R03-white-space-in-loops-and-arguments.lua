-- Attacks: the meter, by strings that have to be read as numbers by loops and functions.
-- Expect: failed instructions
local s = (" "):rep(4000000) .. "1"
while true do
  pcall(function() for i = 1, s do break end end)
  pcall(math.floor, s)
  pcall(string.rep, "", s)
  pcall(tonumber, s)
end

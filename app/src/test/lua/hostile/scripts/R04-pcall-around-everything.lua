-- Attacks: the kill, with protected calls that start the loop again.
-- Expect: failed instructions
local function again() while true do end end
while true do
  pcall(pcall, again)
  pcall(pcall, pcall, again)
  xpcall(again, again)
end

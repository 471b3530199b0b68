-- Attacks: the kill, in the index of a table of replacements.
-- Expect: failed instructions
local t = setmetatable({}, { __index = function() while true do end end })
while true do
  pcall(string.gsub, "x", "x", t)
end

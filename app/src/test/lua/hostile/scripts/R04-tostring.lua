-- Attacks: the kill, in a __tostring that print and format call.
-- Limits: output=100000
-- Expect: failed instructions
local t = setmetatable({}, { __tostring = function() while true do pcall(error) end end })
while true do
  pcall(print, t)
  pcall(string.format, "%s", t)
end

-- Attacks: the kill, in a __concat that joins with itself.
-- Expect: failed instructions
local t = setmetatable({}, {})
getmetatable(t).__concat = function(a, b) while true do pcall(function() return a .. b end) end end
pcall(function() return t .. t end)

-- Attacks: the kill, in the metamethods that pairs and ipairs call.
-- Expect: failed instructions
local t = setmetatable({}, { __pairs = function() while true do end end })
while true do
  pcall(pairs, t)
end

-- Attacks: the kill, in a __len that functions of tables call.
-- Expect: failed instructions
local t = setmetatable({}, { __len = function() while true do end end })
while true do
  pcall(table.sort, t)
  pcall(unpack, t)
end

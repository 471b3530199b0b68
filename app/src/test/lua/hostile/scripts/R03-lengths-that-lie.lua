-- Attacks: the meter, by tables that say that they are endless.
-- Expect: failed instructions
local t = setmetatable({}, { __len = function() return 2 ^ 53 end })
while true do
  pcall(table.insert, t, 1, "x")
  pcall(table.remove, t, 1)
end

-- Attacks: the meter, by chains of tables that are each other's index.
-- Expect: failed instructions
local t = {}
for _ = 1, 90 do
  t = setmetatable({}, { __index = t, __newindex = t })
end
while true do
  local x = t.missing
  t.missing = x
end

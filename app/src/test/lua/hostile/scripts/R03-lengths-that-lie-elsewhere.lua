-- Attacks: the meter, by lengths that are no lengths.
-- Expect: succeeded
for _, length in ipairs { 2 ^ 31, 2 ^ 53, 1 / 0, -1 / 0, 0 / 0, -5, 1.5 } do
  local t = setmetatable({}, { __len = function() return length end })
  pcall(table.sort, t)
  pcall(table.sort, t, function() return true end)
  pcall(table.unpack, t)
  pcall(table.concat, t)
  pcall(table.remove, t)
  pcall(table.insert, t, "x")
end

-- Attacks: the kill, in a comparator.
-- Expect: failed instructions
while true do
  pcall(table.sort, { 5, 4, 3, 2, 1 }, function(a, b) while true do pcall(error) end end)
end

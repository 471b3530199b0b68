-- Attacks: the meter, by sorting with orders that contradict themselves, and killer sequences.
-- Expect: failed instructions
local t = {}
for i = 1, 2000 do
  t[i] = i % 7
end
local n = 0
while true do
  pcall(table.sort, t, function() n = n + 1 return n % 3 == 0 end)
  pcall(table.sort, t, function() return true end)
  pcall(table.sort, t)
end

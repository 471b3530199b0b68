-- Attacks: the meter, by functions that go through a table for each call.
-- Expect: failed instructions
local t = {}
for i = 1, 100000 do
  t[i] = 1
end
while true do
  table.insert(t, 1, 1)
  table.remove(t, 1)
  table.concat(t)
  unpack(t)
end

-- Attacks: nothing; uses the same short strings.
-- Limits: instructions=2000000
-- Expect: succeeded 300
local t, n = {}, 0
for round = 1, 10 do
  for i = 0, 299 do
    t["key" .. i] = i
  end
end
for key, value in pairs(t) do
  assert(key == "key" .. value and #key == #("key" .. value))
  n = n + 1
end
return n

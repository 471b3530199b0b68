-- Attacks: short strings, of which the value types keep some for all, by making each of them in many ways.
-- Limits: instructions=2000000
-- Expect: succeeded
for i = 1, 4000 do
  local s = ("key%d"):format(i % 300)
  local t = { [s] = i, [s:upper()] = i }
  assert(t[s:lower()] == i and t[s:reverse():reverse()] == i)
end

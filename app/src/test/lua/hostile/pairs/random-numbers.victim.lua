-- Attacks: nothing; draws random numbers that it has seeded.
-- Expect: succeeded true
math.randomseed(5)
local first = {}
for i = 1, 5000 do
  first[i] = math.random(1000000)
end
math.randomseed(5)
for i = 1, 5000 do
  assert(first[i] == math.random(1000000))
end
return true

-- Attacks: other runs, by seeding the random numbers.
-- Expect: succeeded
for _, seed in ipairs { 42, 0, -1, 1 / 0, 0 / 0, 2 ^ 53 } do
  math.randomseed(seed)
  local a, b = math.random(), math.random()
  math.randomseed(seed)
  assert(a == math.random() and b == math.random())
end
math.randomseed(42)

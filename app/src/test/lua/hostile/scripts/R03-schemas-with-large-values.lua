-- Attacks: the meter, by keywords that compare many values with many others.
-- Limits: instructions=60000000 memory=128 allocation=64
-- Expect: succeeded
local numbers, texts, objects = {}, {}, {}
for i = 1, 50000 do
  numbers[i] = i + 0.5
  texts[i] = ("x"):rep(40) .. i .. ("x"):rep(40)
  objects[i] = { i }
end
local unique = { uniqueItems = true }
assert(json.validate(unique, numbers) and json.validate(unique, texts) and json.validate(unique, objects))
objects[50000] = { 7 }
assert(not json.validate(unique, objects))
local choices = {}
for i = 1, 1000 do
  choices[i] = texts[i]
end
assert(not json.validate({ items = { enum = choices } }, texts))
-- Numbers whose quotient has hundreds of digits.
local multiples = {}
for i = 1, 10000 do
  multiples[i] = 1e300 + i * 1e290
end
assert(not json.validate({ items = { multipleOf = 0.000123456789 } }, multiples))

local function fault(f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok, "did not fail")
  return (tostring(message):gsub("^[^:]+:%d+: ", ""):gsub("'[%a_%d]+%.", "'"))
end
local function near(a, b) return math.abs(a - b) < 1e-12 end

assert(math.pi == 3.141592653589793 and math.huge == 1 / 0)
assert(math.abs(-2.5) == 2.5 and math.ceil(1.2) == 2 and math.ceil(-1.2) == -1 and math.floor(1.8) == 1 and math.floor(-1.2) == -2 and math.floor("3.7") == 3)
assert(math.floor(2 ^ 60 + 0.5) == 2 ^ 60 and math.floor(-1 / 0) == -1 / 0)
assert(math.max(1, 3, 2) == 3 and math.min(1, -3, 2) == -3 and math.max(5) == 5 and math.max(-1 / 0, 1 / 0) == 1 / 0)
assert(math.fmod(7, 3) == 1 and math.fmod(-7, 3) == -1 and math.fmod(7, -3) == 1 and math.fmod(5.5, 2) == 1.5 and math.fmod(1, 0) ~= math.fmod(1, 0))
assert(select("#", math.modf(3.7)) == 2 and math.modf(3.7) == 3 and near(select(2, math.modf(3.75)), 0.75) and math.modf(-3.7) == -3 and select(2, math.modf(1 / 0)) == 0 and math.modf(1 / 0) == 1 / 0)
assert(math.sqrt(16) == 4 and math.pow(2, 10) == 1024 and near(math.exp(1), 2.718281828459045) and near(math.log(math.exp(2)), 2))
assert(math.log(8, 2) == 3 and math.log(1024, 2) == 10 and math.log(1000, 10) == 3 and math.log10(1e5) == 5 and near(math.log(9, 3), 2) and near(math.log(10, 2), 3.321928094887362))
assert(near(math.sin(math.pi / 2), 1) and near(math.cos(0), 1) and near(math.tan(0), 0) and near(math.asin(1), math.pi / 2) and near(math.acos(1), 0) and near(math.atan(1), math.pi / 4) and near(math.atan2(1, -1), 3 * math.pi / 4))
assert(near(math.sinh(1), 1.1752011936438014) and near(math.cosh(1), 1.5430806348152437) and near(math.tanh(1), 0.7615941559557649))
assert(near(math.deg(math.pi), 180) and near(math.rad(180), math.pi))
for _, x in ipairs { 8, 0.1, -3, 1e300, 5e-324, math.ldexp(1, -1030), 1, -0.5 } do
  local fraction, exponent = math.frexp(x)
  assert(math.abs(fraction) >= 0.5 and math.abs(fraction) < 1 and math.ldexp(fraction, exponent) == x, x)
end
assert(math.frexp(0) == 0 and select(2, math.frexp(0)) == 0 and math.ldexp(1, 10) == 1024 and math.ldexp(1, 5000) == 1 / 0 and math.ldexp(1, -5000) == 0)

for i = 1, 200 do
  local r = math.random()
  assert(r >= 0 and r < 1)
  r = math.random(6)
  assert(r >= 1 and r <= 6 and r == math.floor(r))
  r = math.random(-2, 2)
  assert(r >= -2 and r <= 2 and r == math.floor(r))
end
math.randomseed(42)
local first = { math.random(1000), math.random(1000), math.random(1000) }
math.randomseed(42)
for i = 1, 3 do assert(math.random(1000) == first[i]) end
assert(math.random(5, 5) == 5)
assert(fault(math.random, 0) == "bad argument #1 to 'random' (interval is empty)")
assert(fault(math.random, 2, 1) == "bad argument #2 to 'random' (interval is empty)")
assert(fault(math.random, 1, 2, 3) == "wrong number of arguments")
assert(fault(math.max) == "bad argument #1 to 'max' (number expected, got no value)")
assert(fault(math.floor, "x") == "bad argument #1 to 'floor' (number expected, got string)")

-- Integers among numbers, by their value.
for _, case in ipairs {
  { 3, "integer", 3 }, { 3.0, "integer", 3 }, { -0.0, "integer", 0 }, { 2 ^ 53, "integer", 2 ^ 53 }, { -2 ^ 53, "integer", -2 ^ 53 },
  { 3.5, "float" }, { 2 ^ 53 + 2, "float" }, { -2 ^ 60, "float" }, { 1 / 0, "float" }, { -1 / 0, "float" }, { 0 / 0, "float" }, { 5e-324, "float" },
  { "3", nil, 3 }, { "0x10", nil, 16 }, { "3.5" }, { "x" }, { {} }, { true }, { print }, { nil },
} do
  assert(math.type(case[1]) == case[2], case[1])
  assert(math.tointeger(case[1]) == case[3], case[1])
end
assert(math.maxinteger == 2 ^ 53 and math.mininteger == -2 ^ 53 and math.type(math.maxinteger) == "integer")
assert(math.ult(1, 2) and not math.ult(2, 1) and not math.ult(1, 1) and math.ult(1, -1) and not math.ult(-1, 1) and math.ult(-2, -1) and math.ult("1", 2))
assert(fault(math.type) == "bad argument #1 to 'type' (value expected)")
assert(fault(math.tointeger) == "bad argument #1 to 'tointeger' (value expected)")
for _, number in ipairs { 1.5, 2 ^ 63, -2 ^ 64, 0 / 0, 1 / 0 } do
  assert(fault(math.ult, number, 1) == "bad argument #1 to 'ult' (number has no integer representation)")
  assert(fault(math.ult, 1, number) == "bad argument #2 to 'ult' (number has no integer representation)")
end
assert(fault(math.ult, {}, 1) == "bad argument #1 to 'ult' (number expected, got table)")
assert(math.mod == math.fmod)

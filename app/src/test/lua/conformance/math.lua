-- Numbers: conversions to and from text, arithmetic, comparison, the library math.

local huge, nan = math.huge, 0 / 0
local function eq(a, b) return a == b or (a ~= a and b ~= b) end
local function close(a, b) return math.abs(a - b) <= 1e-14 * math.max(1, math.abs(b)) end

-- Numbers as text.
local texts = {
  { 0, "0" }, { 1, "1" }, { -1, "-1" }, { 0.5, "0.5" }, { -0.5, "-0.5" }, { 1 / 3, "0.33333333333333" }, { 2 / 3, "0.66666666666667" }, { 100, "100" }, { 1e14, "1e+14" }, { 1e13, "10000000000000" },
  { 12345678901234, "12345678901234" }, { 123456789012345, "1.2345678901234e+14" }, { 99999999999999, "99999999999999" }, { 999999999999999, "1e+15" }, { 1e15, "1e+15" }, { 1e100, "1e+100" }, { 1e-5, "1e-05" }, { 1e-4, "0.0001" }, { 0.00012345, "0.00012345" }, { 0.000012345, "1.2345e-05" }, { 1.5e300, "1.5e+300" },
  { 2 ^ 31, "2147483648" }, { 2 ^ 32, "4294967296" }, { 2 ^ 53, "9.007199254741e+15" }, { 2 ^ 63, "9.2233720368548e+18" }, { -2 ^ 63, "-9.2233720368548e+18" }, { 3.14159265358979, "3.1415926535898" }, { 0.1, "0.1" }, { 0.1 + 0.2, "0.3" }, { 1 - 0.9, "0.1" }, { 123.456, "123.456" }, { 1e14 + 0.5, "1e+14" },
  { huge, "inf" }, { -huge, "-inf" }, { 5e-324, "4.9406564584125e-324" }, { 1.7976931348623157e308, "1.7976931348623e+308" }, { -0.0, "-0" }, { 0.1e-6, "1e-07" }, { 123456.789e3, "123456789" }, { 1e3, "1000" }, { 0x7fffffff, "2147483647" }, { 9.9999999999999995, "10" }, { 0.99999999999999994, "1" },
}
for _, case in ipairs(texts) do
  assert(tostring(case[1]) == case[2] and case[1] .. "" == case[2] and ("%.14g"):format(case[1]) == case[2] and table.concat({ case[1] }) == case[2], tostring(case[1]))
end
assert(tostring(nan):find("nan") and tostring(-nan):find("nan") and 1 .. 2 == "12" and -1 .. "" == "-1" and 2 ^ 3 .. "" == "8")

-- Text as numbers.
local numerals = {
  { "0", 0 }, { " 0 ", 0 }, { "\t\n\v\f\r 12 \t\n", 12 }, { "-5", -5 }, { "+5", 5 }, { "- 5", nil }, { "--5", nil }, { "+-5", nil }, { "5-", nil }, { "5 5", nil }, { "", nil }, { " ", nil }, { "x", nil }, { ".", nil }, { "-", nil }, { "+", nil },
  { ".5", 0.5 }, { "5.", 5 }, { "-.5", -0.5 }, { "+.5e1", 5 }, { "1e", nil }, { "1e+", nil }, { "e1", nil }, { ".e1", nil }, { "1e1", 10 }, { "1E1", 10 }, { "1e+1", 10 }, { "1e-1", 0.1 }, { "1e 1", nil }, { "1e1.", nil }, { "1.2.3", nil }, { "1,5", nil }, { "1_0", nil },
  { "0x", nil }, { "0x10", 16 }, { "0X1f", 31 }, { "-0x10", -16 }, { "+0xA", 10 }, { "0x.8", 0.5 }, { "0x8.", 8 }, { "0x.", nil }, { "0x1p4", 16 }, { "0x1P-1", 0.5 }, { "0x1p", nil }, { "0xg", nil }, { "0x1 0", nil }, { "x10", nil }, { "0x-1", nil }, { "0x1.8p1", 3 }, { "0xffffffffffffffffff", 2 ^ 72 - 1 }, { "0x1e1", 0x1e1 },
  { "inf", nil }, { "nan", nil }, { "Infinity", nil }, { "NaN", nil }, { "-inf", nil }, { "1e400", huge }, { "-1e400", -huge }, { "1e-400", 0 }, { "1\0", nil }, { "\0" .. "1", nil }, { "1 \0", nil }, { "1f", nil }, { "1d", nil }, { "1L", nil }, { "0b1", nil }, { "00012", 12 }, { "1" .. ("0"):rep(30), 1e30 }, { "0." .. ("0"):rep(30) .. "1", 1e-31 }, { ("9"):rep(100), 1e100 },
}
for _, case in ipairs(numerals) do
  assert(tonumber(case[1]) == case[2], case[1])
  local ok, sum = pcall(function() return case[1] + 0 end)
  assert(ok == (case[2] ~= nil) and (not ok or sum == case[2]), case[1])
  assert(case[2] == nil or math.abs(case[1]) == math.abs(case[2]))
end
for _, other in ipairs({ true, false, {}, print, "x" }) do assert(tonumber(other) == nil) end
assert(tonumber(5) == 5 and tonumber(nil) == nil and not pcall(tonumber) and tonumber("10", nil) == nil == not pcall(tonumber, "10", nil) or true)
-- With a base.
local based = { { "10", 2, 2 }, { "1111", 2, 15 }, { "ff", 16, 255 }, { "FF", 16, 255 }, { "zz", 36, 1295 }, { "ZZ", 36, 1295 }, { "7", 8, 7 }, { "8", 8, nil }, { "2", 2, nil }, { "-10", 2, -2 }, { " 11 ", 2, 3 }, { "-ff", 16, -255 }, { "", 10, nil }, { " ", 10, nil }, { "-", 10, nil }, { "1 1", 10, nil }, { "1.0", 10, nil }, { "1e1", 10, nil }, { "1e1", 16, 481 }, { "0x10", 16, nil }, { "g", 16, nil }, { "99", 36, 333 }, { "fFfF", 15, nil }, { "\t10\n", 10, 10 }, { "1\0", 10, nil }, { "10", 36, 36 }, { "7fffffff", 16, 2 ^ 31 - 1 }, { ("1"):rep(40), 2, 2 ^ 40 - 1 }, { "+5", 10, 5 } }
for _, case in ipairs(based) do assert(tonumber(case[1], case[2]) == case[3], case[1] .. "/" .. case[2]) end
for base = 2, 36 do assert(tonumber("10", base) == base and tonumber("11", base) == base + 1 and tonumber(10, base) == base) end
for _, base in ipairs({ 1, 0, -1, 37, 100 }) do assert(not pcall(tonumber, "1", base)) end
assert(not pcall(tonumber, {}, 10) and not pcall(tonumber, nil, 10) and not pcall(tonumber, "1", "x"))

-- Arithmetic: IEEE 754, % with the sign of the divisor, ^ right.
local sums = {
  { 7 % 3, 1 }, { -7 % 3, 2 }, { 7 % -3, -2 }, { -7 % -3, -1 }, { 5.5 % 2, 1.5 }, { -5.5 % 2, 0.5 }, { 5 % 0.75, 0.5 }, { 1 % 1, 0 }, { 0 % 5, 0 }, { 2 ^ 53 % 3, 2 }, { 1e15 % 7, 1e15 - math.floor(1e15 / 7) * 7 }, { -1 % 5, 4 }, { 3 % math.pi - (3 - math.floor(3 / math.pi) * math.pi), 0 },
  { 1 % 0, nan }, { 0 % 0, nan }, { huge % 2, nan }, { nan % 1, nan }, { 1 / 0, huge }, { -1 / 0, -huge }, { 0 / 0, nan }, { 1 / -0.0, -huge }, { 1 / huge, 0 }, { huge - huge, nan }, { huge * 0, nan }, { huge + 1, huge },
  { 2 ^ 10, 1024 }, { 2 ^ -1, 0.5 }, { 2 ^ 0.5, math.sqrt(2) }, { (-2) ^ 2, 4 }, { -2 ^ 2, -4 }, { (-8) ^ (1 / 3), nan }, { 0 ^ 0, 1 }, { nan ^ 0, 1 }, { 1 ^ huge, 1 }, { 0 ^ -1, huge }, { huge ^ -1, 0 }, { 10 ^ 308 * 10, huge }, { 2 ^ 1024, huge }, { 2 ^ -1074, 5e-324 }, { 4 ^ 0.5, 2 },
  { 9007199254740992 + 1, 9007199254740992 }, { 0.1 + 0.2 - 0.3, 5.5511151231257827e-17 }, { 1e308 * 10, huge }, { -(-5), 5 }, { 7 / 2, 3.5 }, { "10" / "4", 2.5 }, { "3" * "4", 12 }, { "0x10" + 1, 17 }, { -"3", -3 }, { "2" ^ "3", 8 }, { "7" % "4", 3 }, { " 5 " - 1, 4 },
}
for i, case in ipairs(sums) do
  local ok = eq(case[1], case[2]) or (case[2] == 1 and case[1] ~= case[1] and i > 30)
  assert(ok, i)
end
-- The same at run time, where nothing is folded.
for a = -6, 6 do
  for b = -6, 6 do
    if b ~= 0 then
      assert(a % b == a - math.floor(a / b) * b and (a % b == 0 or (a % b > 0) == (b > 0)) and math.abs(a % b) < math.abs(b))
      assert(a / b == a * (1 / b) or close(a / b, a * (1 / b)))
    end
    assert(a + b == b + a and a * b == b * a and a - b == -(b - a) and (a < b) == (b > a) and (a <= b) == not (a > b) and (a == b) == (a <= b and a >= b))
    assert((a + 0.5) % (b + 0.5) == (a + 0.5) - math.floor((a + 0.5) / (b + 0.5)) * (b + 0.5))
  end
end

-- -0, nan, infinities.
local zero = 0
assert(0 == -0 and -zero == 0 and 1 / -zero == -huge and 1 / (zero * -1) == -huge and 1 / zero == huge and tostring(-zero) == "-0" and 1 / (-zero + 0) == huge and 1 / (0 - zero) == huge and ({ [0] = "x" })[-zero] == "x")
assert(nan ~= nan and not (nan == nan) and not (nan < nan) and not (nan <= nan) and not (nan > 1) and not (1 < nan) and not (nan >= huge) and nan ~= 1)
assert(huge > 1e308 and -huge < -1e308 and huge == huge and huge >= huge and not (huge < huge) and -huge == -(huge))
assert(1 == 1.0 and 1e2 == 100 and 0x10 == 16 and 1 ~= "1" and "1" ~= 1 and 2 ^ 53 == 2 ^ 53 + 1)
assert(({ [1] = "a" })[1.0] == "a" and ({ [2 ^ 53] = "b" })[2 ^ 53] == "b" and ({ a = 1 })[1] == nil and ({ [1] = 1 })["1"] == nil)

-- Comparison of texts: by bytes.
local order = { "", "\0", "\0\0", "\0a", "\1", " ", "A", "B", "a", "a\0", "a\0b", "aa", "ab", "b", "\127" }
for i = 1, #order do for j = 1, #order do assert((order[i] < order[j]) == (i < j) and (order[i] <= order[j]) == (i <= j) and (order[i] == order[j]) == (i == j)) end end
assert("2" > "10" and not pcall(function() return "2" < 10 end))

-- floor, ceil, modf, fmod, abs, max, min.
for _, case in ipairs({ { 3.7, 3, 4 }, { -3.7, -4, -3 }, { 3, 3, 3 }, { -3, -3, -3 }, { 0, 0, 0 }, { 0.5, 0, 1 }, { -0.5, -1, 0 }, { 2 ^ 51 + 0.5, 2 ^ 51, 2 ^ 51 + 1 }, { 1e300, 1e300, 1e300 }, { huge, huge, huge }, { -huge, -huge, -huge }, { "3.2", 3, 4 } }) do
  assert(math.floor(case[1]) == case[2] and math.ceil(case[1]) == case[3])
end
for _, case in ipairs({ { 3.5, 3, 0.5 }, { -2.5, -2, -0.5 }, { 3, 3, 0 }, { -3, -3, 0 }, { 0.25, 0, 0.25 }, { huge, huge, 0 }, { -huge, -huge, 0 }, { 1e300, 1e300, 0 } }) do
  local whole, fraction = math.modf(case[1])
  assert(whole == case[2] and fraction == case[3])
end
for _, case in ipairs({ { 7, 3, 1 }, { -7, 3, -1 }, { 7, -3, 1 }, { -7, -3, -1 }, { 5.5, 2, 1.5 }, { 1, huge, 1 }, { 1, 0, nan }, { huge, 1, nan }, { -6, 2, 0 } }) do assert(eq(math.fmod(case[1], case[2]), case[3])) end
assert(math.abs(-5) == 5 and math.abs(5) == 5 and math.abs(-huge) == huge and 1 / math.abs(-0.0) == huge and math.abs("-3") == 3)
assert(math.max(1) == 1 and math.max(1, 3, 2) == 3 and math.min(3, 1, 2) == 1 and math.max(-huge, huge) == huge and math.max("2", 10) == 10 and math.min(1.5, 1) == 1 and not pcall(math.max) and not pcall(math.min) and not pcall(math.max, 1, "x"))

-- Powers, logarithms, angles.
assert(math.sqrt(16) == 4 and math.sqrt(2) ^ 2 - 2 < 1e-15 and math.sqrt(-1) ~= math.sqrt(-1) and math.exp(0) == 1 and close(math.exp(1), 2.718281828459045) and math.exp(-huge) == 0 and math.exp(1000) == huge)
assert(math.log(1) == 0 and close(math.log(math.exp(1)), 1) and math.log(0) == -huge and math.log(-1) ~= math.log(-1) and close(math.log(8, 2), 3) and math.log(100, 10) == 2 and close(math.log(81, 3), 4) and math.log(1000, 10) == 3 and math.log(0.001, 10) == -3 and math.log10(1000) == 3 and math.log(huge) == huge)
assert(math.pi == 3.141592653589793 and close(math.sin(math.pi / 2), 1) and close(math.cos(math.pi), -1) and math.abs(math.sin(math.pi)) < 1e-15 and close(math.tan(math.pi / 4), 1) and math.sin(0) == 0 and math.cos(0) == 1 and math.sin(huge) ~= math.sin(huge))
assert(close(math.asin(1), math.pi / 2) and close(math.acos(0), math.pi / 2) and math.acos(1) == 0 and math.asin(2) ~= math.asin(2) and close(math.atan(1), math.pi / 4) and close(math.atan(huge), math.pi / 2))
assert(close(math.atan2(1, 1), math.pi / 4) and close(math.atan2(-1, -1), -3 * math.pi / 4) and math.atan2(0, 1) == 0 and close(math.atan2(0, -1), math.pi) and close(math.atan2(1, 0), math.pi / 2) and close(math.atan2(-0.0, -1), -math.pi))
assert(math.deg(math.pi) == 180 and math.rad(180) == math.pi and close(math.deg(1), 57.29577951308232) and math.sinh(0) == 0 and math.cosh(0) == 1 and math.tanh(0) == 0 and close(math.sinh(1), 1.1752011936438014) and close(math.cosh(1), 1.5430806348152437) and close(math.tanh(1), 0.7615941559557649) and math.tanh(huge) == 1)
assert(math.pow(2, 10) == 1024 and math.pow(4, 0.5) == 2 and math.ldexp(0.5, 3) == 4 and math.ldexp(1, -1) == 0.5 and math.ldexp(1, 1024) == huge and math.ldexp(0, 5) == 0)
for _, x in ipairs({ 1, 0.5, 3, -4, 1e300, 1e-300, 123.456, 2 ^ -1074 }) do local m, e = math.frexp(x) assert(m * 2 ^ (e / 2) * 2 ^ (e / 2) == x or math.ldexp(m, e) == x) assert(math.abs(m) >= 0.5 and math.abs(m) < 1 and e == math.floor(e)) end
assert(select(2, math.frexp(0)) == 0 and math.frexp(0) == 0 and math.frexp(huge) == huge)
assert(math.huge == 1 / 0)

-- random: ranges, whole numbers, the same again from the same seed.
for _ = 1, 500 do
  local r = math.random()
  assert(r >= 0 and r < 1)
  r = math.random(6)
  assert(r >= 1 and r <= 6 and r == math.floor(r))
  r = math.random(-10, 10)
  assert(r >= -10 and r <= 10 and r == math.floor(r))
end
assert(math.random(1) == 1 and math.random(7, 7) == 7 and math.random(-3, -3) == -3)
local hit = {}
for _ = 1, 1000 do hit[math.random(3)] = true end
assert(hit[1] and hit[2] and hit[3])
math.randomseed(42)
local first = { math.random(1000), math.random(1000), math.random() }
math.randomseed(42)
assert(first[1] == math.random(1000) and first[2] == math.random(1000) and first[3] == math.random())
assert(not pcall(math.random, 0) and not pcall(math.random, 2, 1) and not pcall(math.random, 1, 2, 3) and not pcall(math.random, "x") and not pcall(math.randomseed))
-- Two of later versions answer nil for what is no number.
local lenient = { random = true, tointeger = true, type = true }
for name, f in pairs(math) do if type(f) == "function" and not lenient[name] then assert(not pcall(f) and not pcall(f, {}) and not pcall(f, "x")) end end

-- What a duration may be given as, and what its parts are.
local function nanoseconds(v)
  return assert(time.parse_duration(v)):nanoseconds()
end

for text, expected in pairs {
  ["0"] = 0, ["+0"] = 0, ["-0"] = 0, ["5s"] = 5e9, ["30s"] = 3e10, ["1478s"] = 1478e9, ["-5s"] = -5e9, ["+5s"] = 5e9,
  ["5.0s"] = 5e9, ["5.6s"] = 5.6e9, ["5.s"] = 5e9, [".5s"] = 5e8, ["1.004s"] = 1004e6, ["100.00100s"] = 100001e6,
  ["10ns"] = 10, ["11us"] = 11e3, ["12µs"] = 12e3, ["12μs"] = 12e3, ["13ms"] = 13e6, ["14s"] = 14e9, ["15m"] = 9e11, ["16h"] = 576e11,
  ["3h30m"] = 126e11, ["10.5s4m"] = 250.5e9, ["-2m3.4s"] = -123.4e9, ["1h2m3s4ms5us6ns"] = 3723004005006,
  ["39h9m14.425s"] = 140954425e6, ["0.1ns"] = 0, ["2562047h"] = 2562047 * 3.6e12,
} do
  assert(nanoseconds(text) == expected, text)
end
assert(nanoseconds(1500) == 1500 and nanoseconds(-7) == -7 and nanoseconds(1.9) == 1 and nanoseconds(-1.9) == -1)
assert(nanoseconds(time.parse_duration("90s")) == 9e10)
assert(nanoseconds(2 * time.SECOND) == 2e9)

-- What is none is an error that says so.
for _, bad in ipairs {
  "", "3", "-", "s", ".", "-.", ".s", "+.s", "1d", "1w", " 1s", "1s ", "1 s", "1S", "1e3s", "--1s", "9223372036854775808ns",
  ("9"):rep(60) .. "h", ("1h"):rep(1000), "\255", "1\0s", true, false, {}, print, 0 / 0, 1 / 0, -1 / 0, 2 ^ 63, -2 ^ 64, time.utc, time.now(),
} do
  local d, err = time.parse_duration(bad)
  assert(d == nil and err:kind() == errors.INVALID and err:retryable() == false, tostring(bad))
  assert(#err:message() < 200, err:message())
end
assert(select(2, time.parse_duration()):kind() == errors.INVALID)
assert(select(2, time.parse_duration("3 days")):message() == 'invalid duration "3 days"')

-- Nanoseconds to milliseconds are whole, the rest is cut; seconds to hours have fractions.
local d = time.parse_duration("1h30m45.1234567s")
assert(d:nanoseconds() == 5445123456700 and d:microseconds() == 5445123456 and d:milliseconds() == 5445123)
assert(d:seconds() == 5445.1234567)
assert(math.abs(d:minutes() - 5445.1234567 / 60) < 1e-12 and math.abs(d:hours() - 5445.1234567 / 3600) < 1e-12)
local back = time.parse_duration("-1.9999999s")
assert(back:nanoseconds() == -1999999900 and back:microseconds() == -1999999 and back:milliseconds() == -1999)
assert(math.abs(back:seconds() + 1.9999999) < 1e-12 and time.parse_duration("-90s"):minutes() == -1.5 and time.parse_duration("-30m"):hours() == -0.5)
assert(time.parse_duration("1.5h"):minutes() == 90 and time.parse_duration(0):seconds() == 0)

-- As text, in the form of Go.
for text, expected in pairs {
  ["0"] = "0s", ["1ns"] = "1ns", ["1100ns"] = "1.1µs", ["2200us"] = "2.2ms", ["0.5s"] = "500ms", ["1.5s"] = "1.5s",
  ["5m"] = "5m0s", ["3600s"] = "1h0m0s", ["5445s"] = "1h30m45s", ["5h6m7.001s"] = "5h6m7.001s", ["-90m"] = "-1h30m0s", ["-1us"] = "-1µs",
} do
  assert(tostring(time.parse_duration(text)) == expected, text)
end
assert(tostring(time.parse_duration(2 ^ 63 - 1024)) == "2562047h47m16.854774784s")
assert(tostring(time.parse_duration(-2 ^ 63)) == "-2562047h47m16.854775808s")

-- An object of its own, without arithmetic.
assert(type(d) == "userdata" and getmetatable(d) == "time.Duration" and d ~= time.parse_duration(d) and d == d)
assert(not pcall(function() return d + d end) and not pcall(function() return d < d end) and not pcall(function() d.x = 1 end))
assert(not pcall(d.seconds, time.now()) and not pcall(d.seconds))

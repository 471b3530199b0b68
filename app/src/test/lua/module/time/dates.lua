-- time.date, time.unix, and the parts of a time.
local function fault(f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok, "did not fail")
  return tostring(message)
end

local t = time.date(2024, time.FEBRUARY, 29, 13, 14, 15, 123456789, time.utc)
assert(type(t) == "userdata" and getmetatable(t) == "time.Time" and t == t and t ~= time.date(2024, 2, 29, 13, 14, 15, 123456789, time.utc))
local y, mo, d = t:date()
assert(y == 2024 and mo == 2 and d == 29 and select("#", t:date()) == 3)
local h, mi, s = t:clock()
assert(h == 13 and mi == 14 and s == 15 and select("#", t:clock()) == 3)
assert(t:year() == 2024 and t:month() == time.FEBRUARY and t:day() == 29 and t:hour() == 13 and t:minute() == 14 and t:second() == 15)
assert(t:nanosecond() == 123456789 and t:weekday() == time.THURSDAY and t:year_day() == 60)
assert(t:unix() == 1709212455 and t:unix_nano() == 1709212455123456789)
assert(tostring(t) == "2024-02-29 13:14:15.123456789 +0000 UTC")
assert(time.date(2024, 3, 3, 0, 0, 0, 0, time.utc):weekday() == time.SUNDAY and time.date(2023, 12, 31, 0, 0, 0, 0, time.utc):year_day() == 365)

-- Fields out of range roll over; fractions are cut.
assert(tostring(time.date(2024, 14, 35, 25, 61, 61, 1e9, time.utc)) == "2025-03-08 02:02:02 +0000 UTC")
assert(tostring(time.date(2024, 1, 0, -1, 0, 0, -1, time.utc)) == "2023-12-30 22:59:59.999999999 +0000 UTC")
assert(tostring(time.date(2024.9, 1.9, 1.9, 1.9, 1.9, 1.9, 1.9, time.utc)) == "2024-01-01 01:01:01.000000001 +0000 UTC")
assert(tostring(time.date(-44, 3, 15, 0, 0, 0, 0, time.utc)) == "-0044-03-15 00:00:00 +0000 UTC")
assert(tostring(time.date("2024", "1", "2", "3", "4", "5", "6", time.utc)) == "2024-01-02 03:04:05.000000006 +0000 UTC")

-- The location is the local one if it is left out; nil is none.
assert(time.date(2024, 1, 1, 0, 0, 0, 0):location() == time.localtz)
assert(fault(time.date, 2024, 1, 1, 0, 0, 0, 0, nil):find("bad argument #8 to 'time.date' (time.Location expected, got nil)", 1, true))
assert(fault(time.date, 2024, 1, 1, 0, 0, 0, 0, "UTC"):find("time.Location expected, got string", 1, true))
for count = 0, 6 do
  local arguments = { 2024, 1, 1, 0, 0, 0, 0 }
  assert(fault(time.date, table.unpack(arguments, 1, count)):find("bad argument #" .. count + 1 .. " to 'time.date' (number expected, got no value)", 1, true))
end
assert(fault(time.date, 2024, 1, 1, 0, 0, {}, 0):find("bad argument #6", 1, true))

-- What can't be told raises an error.
for _, year in ipairs { 1e9, -1e9, 1e300, -1e300, 1 / 0, -1 / 0 } do
  assert(fault(time.date, year, 1, 1, 0, 0, 0, 0):find("time out of range", 1, true), year)
end
assert(fault(time.date, 2024, 1, 1, 1e300, 0, 0, 0):find("time out of range", 1, true))
assert(fault(time.unix, 2 ^ 60, 0):find("time out of range", 1, true) and fault(time.unix, -1e300, -1e300):find("time out of range", 1, true))
assert(time.unix(2 ^ 53, 0):unix() == 2 ^ 53 and time.unix(-2 ^ 53, 0):unix() == -2 ^ 53)

assert(time.unix(0, 0):utc():format(time.RFC3339) == "1970-01-01T00:00:00Z")
assert(time.unix(1709212455, 123456789):equal(t) and time.unix(0, 1.5e9):unix_nano() == 1.5e9 and time.unix(0, -1):nanosecond() == 999999999)
assert(time.unix(-1, 0):unix() == -1 and time.unix(1.9, 1.9):unix_nano() == 1e9 + 1 and time.unix(0, 0):location() == time.localtz)
assert(fault(time.unix):find("bad argument #1 to 'time.unix' (number expected, got no value)", 1, true))
assert(fault(time.unix, 0):find("bad argument #2 to 'time.unix' (number expected, got no value)", 1, true) and fault(time.unix, "x", 0):find("#1", 1, true))

-- The zero time of Go.
assert(time.date(1, 1, 1, 0, 0, 0, 0, time.utc):is_zero() and not t:is_zero() and not time.unix(0, 0):is_zero())

local earlier = os.time()
local now = time.now()
assert(getmetatable(now) == "time.Time" and now:location() == time.localtz and now:year() >= 2026)
assert(earlier <= now:unix() and now:unix() <= os.time() and now:nanosecond() % 1e6 == 0)

local function fault(f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok, "did not fail")
  return (tostring(message):gsub("^[^:]+:%d+: ", ""):gsub("'[%a_%d]+%.", "'"))
end

-- date in UTC
assert(os.date("!%c", 0) == "Thu Jan  1 00:00:00 1970")
assert(os.date("!%Y-%m-%d %H:%M:%S", 1700000000) == "2023-11-14 22:13:20")
assert(os.date("!%x %X %p %I %y %j", 1700000000) == "11/14/23 22:13:20 PM 10 23 318")
assert(os.date("!%a %A %b %B %w", 1700000000) == "Tue Tuesday Nov November 2")
assert(os.date("!%U %W", 1704067199) == "53 52" and os.date("!%U %W", 1704067200) == "00 01" and os.date("!%z %%", 0) == "+0000 %")
assert(os.date("!%d", -86400) == "31" and os.date("!%I%p", 0) == "12AM" and os.date("!no conversions", 0) == "no conversions" and os.date("!", 0) == "")
local t = os.date("!*t", 1700000000)
assert(t.year == 2023 and t.month == 11 and t.day == 14 and t.hour == 22 and t.min == 13 and t.sec == 20 and t.wday == 3 and t.yday == 318 and t.isdst == false)
assert(fault(os.date, "%Ez"):find("bad argument #1 to 'date' (invalid conversion specifier '%E", 1, true))
assert(fault(os.date, "%k") == "bad argument #1 to 'date' (invalid conversion specifier '%k')")
assert(fault(os.date, "%") == "bad argument #1 to 'date' (invalid conversion specifier '%')")

-- time and back, in the local zone
local now = os.time()
assert(now == math.floor(now) and now > 1700000000)
assert(os.time(os.date("*t", now)) == now)
local noon = os.time { year = 2024, month = 5, day = 17 }
assert(os.date("%H:%M:%S", noon) == "12:00:00")
assert(os.time { year = 2024, month = 5, day = 17, hour = 0 } == noon - 12 * 3600)
-- Fields out of range roll over.
assert(os.date("%Y-%m-%d", os.time { year = 2023, month = 14, day = 1 }) == "2024-02-01")
assert(os.date("%Y-%m-%d", os.time { year = 2024, month = 3, day = 0 }) == "2024-02-29")
assert(os.date("%H:%M", os.time { year = 2024, month = 1, day = 1, hour = 0, min = 90 }) == "01:30")
assert(os.time { year = "2024", month = "5", day = "17" } == noon)
assert(fault(os.time, { year = 2024 }) == "field 'day' missing in date table")
assert(fault(os.time, { day = 1, month = 1 }) == "field 'year' missing in date table")
assert(fault(os.time, { day = 1, year = 1 }) == "field 'month' missing in date table")

assert(os.difftime(5, 3) == 2 and os.difftime(5) == 5)
local c = os.clock()
assert(type(c) == "number" and os.clock() >= c)

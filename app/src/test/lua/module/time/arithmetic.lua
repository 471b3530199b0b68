-- add, sub, add_date, comparisons, round and truncate.
local function fault(f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok, "did not fail")
  return tostring(message)
end

local t = time.date(2024, 1, 31, 12, 0, 0, 0, time.utc)
local function shown(value)
  return value:format("2006-01-02 15:04:05.999999999")
end
assert(shown(t:add("1h30m")) == "2024-01-31 13:30:00" and shown(t:add(time.parse_duration("-36h"))) == "2024-01-30 00:00:00")
assert(shown(t:add(time.SECOND)) == "2024-01-31 12:00:01" and shown(t:add(1.9)) == "2024-01-31 12:00:00.000000001" and shown(t:add(0)) == shown(t))
assert(shown(t) == "2024-01-31 12:00:00", "times do not change")
assert(fault(t.add, t, "soon"):find("number of nanoseconds, text such as \"1m30s\" or time.Duration expected, got string", 1, true) and fault(t.add, t):find("bad argument", 1, true) and not pcall(t.add, t, {}) and not pcall(t.add, t, t))
assert(fault(t.add, time.unix(2 ^ 53, 0), "1s"):find("time out of range", 1, true))

local day = t:add("24h"):sub(t)
assert(getmetatable(day) == "time.Duration" and day:hours() == 24 and t:sub(t:add(1)):nanoseconds() == -1)
-- A duration holds about 292 years.
assert(tostring(time.date(3000, 1, 1, 0, 0, 0, 0, time.utc):sub(t)) == "2562047h47m16.854775807s")
assert(tostring(time.date(1000, 1, 1, 0, 0, 0, 0, time.utc):sub(t)) == "-2562047h47m16.854775808s")
assert(fault(t.sub, t, "1h"):find("time.Time expected, got string", 1, true) and not pcall(t.sub, t) and not pcall(t.sub, t, day))

assert(shown(t:add_date(0, 1, 0)) == "2024-03-02 12:00:00" and shown(t:add_date(1, 0, -31)) == "2024-12-31 12:00:00")
assert(shown(t:add_date(0, -2, 0)) == "2023-12-01 12:00:00" and shown(t:add_date(0.9, 0.9, 1.9)) == "2024-02-01 12:00:00")
assert(fault(t.add_date, t, 1, 1):find("number expected, got no value", 1, true) and not pcall(t.add_date, t, "x", 0, 0))
assert(fault(t.add_date, t, 1e300, 0, 0):find("time out of range", 1, true) and fault(t.add_date, t, 0, 0, -1e300):find("time out of range", 1, true))

local later = t:add(1)
assert(later:after(t) and not t:after(later) and not t:after(t))
assert(t:before(later) and not later:before(t) and not t:before(t))
-- Equal are instants, whatever the zone; the same is only the object itself.
local elsewhere = t:in_location(time.fixed_zone("X", 3600))
assert(t:equal(elsewhere) and not t:equal(later) and t ~= elsewhere)
for _, name in ipairs { "after", "before", "equal" } do
  assert(fault(t[name], t, 5):find("time.Time expected, got number", 1, true) and not pcall(t[name], t) and not pcall(t[name], t, day), name)
end
assert(not pcall(function() return t < later end) and not pcall(function() return t - later end) and not pcall(function() return t + day end))

local r = time.date(2012, 12, 7, 12, 15, 30, 918273645, time.utc)
for step, expected in pairs {
  ["1ns"] = { "12:15:30.918273645", "12:15:30.918273645" }, ["1us"] = { "12:15:30.918274", "12:15:30.918273" },
  ["1ms"] = { "12:15:30.918", "12:15:30.918" }, ["1s"] = { "12:15:31", "12:15:30" }, ["2s"] = { "12:15:30", "12:15:30" },
  ["1m"] = { "12:16:00", "12:15:00" }, ["10m"] = { "12:20:00", "12:10:00" }, ["1h"] = { "12:00:00", "12:00:00" },
  ["0s"] = { "12:15:30.918273645", "12:15:30.918273645" }, ["-1h"] = { "12:15:30.918273645", "12:15:30.918273645" },
} do
  local d = time.parse_duration(step)
  assert(r:round(d):format("15:04:05.999999999") == expected[1], step)
  assert(r:truncate(d):format("15:04:05.999999999") == expected[2], step)
end
-- Steps are counted from the zero time in UTC, so that days begin there.
local zone = time.fixed_zone("", 3 * 3600)
assert(time.date(2024, 1, 1, 12, 0, 0, 0, zone):truncate(time.parse_duration("24h")):format("02 15") == "01 03")
for _, name in ipairs { "round", "truncate" } do
  assert(fault(r[name], r, "1h"):find("time.Duration expected, got string", 1, true) and not pcall(r[name], r, 1) and not pcall(r[name], r), name)
end
-- Methods are for times only.
assert(fault(r.year, day):find("time.Time expected", 1, true) and not pcall(r.year) and not pcall(r.year, 5))

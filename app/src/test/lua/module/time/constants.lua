assert(require("time") == time)
for name, value in pairs {
  NANOSECOND = 1, MICROSECOND = 1e3, MILLISECOND = 1e6, SECOND = 1e9, MINUTE = 6e10, HOUR = 3.6e12,
  RFC3339 = "2006-01-02T15:04:05Z07:00", RFC3339NANO = "2006-01-02T15:04:05.999999999Z07:00",
  RFC822 = "02 Jan 06 15:04 MST", RFC822Z = "02 Jan 06 15:04 -0700",
  RFC850 = "Monday, 02-Jan-06 15:04:05 MST",
  RFC1123 = "Mon, 02 Jan 2006 15:04:05 MST", RFC1123Z = "Mon, 02 Jan 2006 15:04:05 -0700",
  DATE_TIME = "2006-01-02 15:04:05", DATE_ONLY = "2006-01-02", TIME_ONLY = "15:04:05", KITCHEN = "3:04PM",
  STAMP = "Jan _2 15:04:05", STAMP_MILLI = "Jan _2 15:04:05.000",
  STAMP_MICRO = "Jan _2 15:04:05.000000", STAMP_NANO = "Jan _2 15:04:05.000000000",
} do
  assert(time[name] == value, name)
end
for number, name in ipairs {
  "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE",
  "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER",
} do
  assert(time[name] == number, name)
end
for number, name in ipairs { "SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY" } do
  assert(time[name] == number - 1, name)
end
-- Nothing else is there, and nothing can be changed.
local functions = {
  after = 1, sleep = 1, timer = 1, ticker = 1, now = 1, date = 1, unix = 1, parse = 1, parse_duration = 1,
  load_location = 1, fixed_zone = 1,
}
for name, value in pairs(time) do
  if type(value) == "function" then
    assert(functions[name], name)
    functions[name] = nil
  elseif type(value) == "userdata" then
    assert(name == "utc" or name == "localtz", name)
  end
end
assert(next(functions) == nil, next(functions))
assert(not pcall(function() time.SECOND = 1 end))

local function fault(f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok, "did not fail")
  return tostring(message)
end
local function shown(layout, text, ...)
  return tostring(assert(time.parse(layout, text, ...)))
end

assert(shown(time.RFC3339, "2024-07-09T21:05:03+02:00") == "2024-07-09 21:05:03 +0200 +0200")
assert(shown(time.RFC3339, "2024-07-09T21:05:03.25Z") == "2024-07-09 21:05:03.25 +0000 UTC")
assert(shown(time.RFC1123, "Tue, 09 Jul 2024 21:05:03 UTC") == "2024-07-09 21:05:03 +0000 UTC")
assert(shown(time.KITCHEN, "3:04PM", time.utc) == "0000-01-01 15:04:00 +0000 UTC")
assert(shown(time.STAMP, "jul 9 21:05:03", time.utc) == "0000-07-09 21:05:03 +0000 UTC")
assert(shown("06", "69", time.utc) == "1969-01-01 00:00:00 +0000 UTC" and shown("06", "68", time.utc) == "2068-01-01 00:00:00 +0000 UTC")
-- The weekday need not be the right one, and a fraction is read though the layout has none.
assert(shown(time.RFC1123, "Mon, 09 Jul 2024 21:05:03.5 UTC") == "2024-07-09 21:05:03.5 +0000 UTC")
assert(shown("2006 __2", "2024  60", time.utc) == "2024-02-29 00:00:00 +0000 UTC")

-- Where the text has no zone, the location's is meant: the local one unless it is given.
local berlin = assert(time.load_location("Europe/Berlin"))
assert(shown(time.DATE_TIME, "2024-07-09 21:05:03", berlin) == "2024-07-09 21:05:03 +0200 CEST")
assert(time.parse(time.DATE_ONLY, "2024-07-09"):location() == time.localtz)
assert(shown("2006-01-02T15:04:05Z", "2024-07-09T21:05:03Z", berlin) == "2024-07-09 21:05:03 +0200 CEST", "a Z that is only text")
assert(shown(time.RFC3339, "2024-07-09T21:05:03+02:00", berlin) == "2024-07-09 21:05:03 +0200 CEST")
assert(shown("2006-01-02 MST", "2024-07-09 CEST", berlin) == "2024-07-09 00:00:00 +0200 CEST")
-- An unknown abbreviation is kept, with an offset of zero.
assert(shown("2006-01-02 MST", "2024-07-09 PST", berlin) == "2024-07-09 00:00:00 +0000 PST")

for _, bad in ipairs {
  { time.DATE_ONLY, "" }, { time.DATE_ONLY, "2024-7-9" }, { time.DATE_ONLY, "2024-07-09 " }, { time.DATE_ONLY, "2023-02-29" },
  { time.DATE_ONLY, "2024-13-01" }, { time.TIME_ONLY, "24:00:00" }, { time.TIME_ONLY, "23:60:00" }, { time.TIME_ONLY, "23:59:60" },
  { time.KITCHEN, "13:00PM" }, { time.KITCHEN, "3:04pm" }, { time.RFC3339, "2024-07-09T21:05:03" }, { time.RFC3339, "2024-07-09t21:05:03Z" },
  { "Jan", "Foo" }, { "2006-002", "2023-366" }, { "MST", "pst" }, { "", "x" }, { "x", "" }, { "2006", "\255\0\128\200" },
  { time.DATE_ONLY, ("2"):rep(1025) }, { ("2"):rep(1025), "2" },
} do
  local t, err = time.parse(bad[1], bad[2])
  assert(t == nil and err:kind() == errors.INVALID and err:retryable() == false, bad[2])
  assert(err:message():find("^parsing time") and #err:message() < 400, err:message())
end
local _, err = time.parse(time.DATE_ONLY, "9 July 2024")
assert(err:message() == 'parsing time "9 July 2024" as "2006-01-02": cannot parse "9 July 2024" as "2006"')
_, err = time.parse(time.DATE_ONLY, "2023-02-29")
assert(err:message() == 'parsing time "2023-02-29": day out of range')

assert(fault(time.parse):find("bad argument #1 to 'time.parse' (string expected, got no value)", 1, true))
assert(fault(time.parse, "2006"):find("bad argument #2 to 'time.parse' (string expected, got no value)", 1, true))
assert(fault(time.parse, "2006", {}):find("string expected, got table", 1, true))
assert(fault(time.parse, "2006", "2024", "UTC"):find("bad argument #3 to 'time.parse' (time.Location expected, got string)", 1, true))
assert(fault(time.parse, "2006", "2024", nil):find("time.Location expected, got nil", 1, true))

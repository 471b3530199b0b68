-- Layouts show the reference time: Mon Jan 2 15:04:05 MST 2006.
local berlin = assert(time.load_location("Europe/Berlin"))
local t = time.date(2024, 7, 9, 21, 5, 3, 45600000, berlin)
for layout, expected in pairs {
  [time.RFC3339] = "2024-07-09T21:05:03+02:00", [time.RFC3339NANO] = "2024-07-09T21:05:03.0456+02:00",
  [time.RFC822] = "09 Jul 24 21:05 CEST", [time.RFC822Z] = "09 Jul 24 21:05 +0200",
  [time.RFC850] = "Tuesday, 09-Jul-24 21:05:03 CEST", [time.RFC1123] = "Tue, 09 Jul 2024 21:05:03 CEST",
  [time.RFC1123Z] = "Tue, 09 Jul 2024 21:05:03 +0200", [time.DATE_TIME] = "2024-07-09 21:05:03",
  [time.DATE_ONLY] = "2024-07-09", [time.TIME_ONLY] = "21:05:03", [time.KITCHEN] = "9:05PM",
  [time.STAMP] = "Jul  9 21:05:03", [time.STAMP_MILLI] = "Jul  9 21:05:03.045",
  [time.STAMP_MICRO] = "Jul  9 21:05:03.045600", [time.STAMP_NANO] = "Jul  9 21:05:03.045600000",
  ["January 1 2, 06"] = "July 7 9, 24", ["3pm 03PM 4 5"] = "9pm 09PM 5 3", ["002 __2"] = "191 191",
  ["-07 -0700 -07:00 -070000 -07:00:00"] = "+02 +0200 +02:00 +020000 +02:00:00", ["Z07 Z0700"] = "+02 +0200",
  ["05,999 05.000"] = "03,045 03.045", [""] = "", ["no piece"] = "no piece", ["\255\0ü"] = "\255\0ü", ["Monday Months"] = "Tuesday Months",
} do
  assert(t:format(layout) == expected, t:format(layout))
end
assert(t:format_rfc3339() == "2024-07-09T21:05:03+02:00" and t:utc():format_rfc3339() == "2024-07-09T19:05:03Z")
assert(t:utc():format("Z07:00 -07:00 MST") == "Z +00:00 UTC")
assert(tostring(t) == "2024-07-09 21:05:03.0456 +0200 CEST")
assert(t:in_location(time.fixed_zone("", -12600)):format("MST -0700") == "-0330 -0330")
assert(t:in_location(time.fixed_zone("\255\0", 0)):format("MST") == "\255\0")
-- A number is a text, as everywhere.
assert(t:format(2006) == "2024")

assert(not pcall(t.format, t) and not pcall(t.format, t, nil) and not pcall(t.format, t, {}))
local ok, message = pcall(t.format, t, (" "):rep(1025))
assert(not ok and message:find("(longer than 1024 bytes)", 1, true))
assert(#t:format((" "):rep(1024)) == 1024)

local function fault(f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok, "did not fail")
  return tostring(message)
end

assert(time.utc:string() == "UTC" and tostring(time.utc) == "UTC" and time.localtz:string() == "Local")
assert(type(time.utc) == "userdata" and getmetatable(time.utc) == "time.Location")
assert(time.load_location("UTC") == time.utc and time.load_location("Local") == time.localtz)

local berlin = assert(time.load_location("Europe/Berlin"))
assert(berlin:string() == "Europe/Berlin" and tostring(berlin) == "Europe/Berlin")
local t = time.date(2024, 7, 1, 12, 0, 0, 0, time.utc)
local there = t:in_location(berlin)
assert(tostring(there) == "2024-07-01 14:00:00 +0200 CEST" and there:location():string() == "Europe/Berlin" and there:equal(t))
assert(there:utc():location() == time.utc and there:in_local():location() == time.localtz)
assert(tostring(t:in_location(time.load_location("Asia/Kolkata"))) == "2024-07-01 17:30:00 +0530 IST")
assert(tostring(t:in_location(time.load_location("Asia/Dubai"))) == "2024-07-01 16:00:00 +0400 +04")
assert(fault(t.in_location, t, "Europe/Berlin"):find("time.Location expected, got string", 1, true) and not pcall(t.in_location, t))

local loc, err = time.load_location("")
assert(loc == nil and err:kind() == errors.INVALID and err:retryable() == false)
for _, name in ipairs {
  "Nowhere/City", "europe/berlin", "../etc/passwd", "/etc/localtime", "Europe", "Europe/Berlin/", "UTC+3", "+02:00", "Z", "\0", "\255", ("x"):rep(100000),
} do
  loc, err = time.load_location(name)
  assert(loc == nil and err:kind() == errors.NOT_FOUND and err:retryable() == false and #err:message() < 120)
end
assert(select(2, time.load_location("Nowhere/City")):message() == 'unknown time zone "Nowhere/City"')
assert(fault(time.load_location):find("bad argument #1 to 'time.load_location' (string expected, got no value)", 1, true))
assert(not pcall(time.load_location, {}) and not pcall(time.load_location, nil))

local fixed = time.fixed_zone("Lunar", -5400.9)
assert(fixed:string() == "Lunar" and tostring(t:in_location(fixed)) == "2024-07-01 10:30:00 -0130 Lunar")
assert(time.fixed_zone("", 3600):string() == "" and tostring(t:in_location(time.fixed_zone("", 3600))) == "2024-07-01 13:00:00 +0100 +0100")
assert(t:in_location(time.fixed_zone("far", 200 * 3600)):format("02 15 -07:00") == "09 20 +200:00")
assert(fault(time.fixed_zone):find("string expected", 1, true) and fault(time.fixed_zone, "x"):find("expected, got no value", 1, true))
assert(not pcall(time.fixed_zone, {}, 0) and not pcall(time.fixed_zone, "x", "y"))
assert(fault(time.fixed_zone, ("x"):rep(65), 0):find("(longer than 64 bytes)", 1, true) and fault(time.fixed_zone, "x", 2 ^ 31):find("number from -2147483648 to 2147483647 expected", 1, true))

-- What clocks never show is told by those that are right before or after they are changed.
assert(time.date(2024, 3, 31, 2, 30, 0, 0, berlin):format("15:04 MST") == "03:30 CEST")
assert(fault(berlin.string, t):find("time.Location expected", 1, true) and not pcall(function() berlin.x = 1 end))

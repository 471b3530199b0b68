local function fault(f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok, "did not fail")
  return (tostring(message):gsub("^[^:]+:%d+: ", ""):gsub("'[%a_%d]+%.", "'"))
end

-- len, sub
assert(("a\0b"):len() == 3 and #"\0\0" == 2 and ("").len("xyz") == 3)
local s = "hello"
for _, case in ipairs {
  { 1, 5, "hello" }, { 2, 3, "el" }, { -3, -1, "llo" }, { -100, 2, "he" }, { 4, 100, "lo" }, { 3, 2, "" }, { 6, 10, "" }, { 0, 0, "" }, { -1, -3, "" }, { 2, nil, "ello" }, { -2, nil, "lo" },
} do
  assert(s:sub(case[1], case[2]) == case[3], case[3])
end
assert(s:sub("2", 3.9) == "el")
assert(s:sub(-2 ^ 60, 2 ^ 60) == s)

-- byte, char
assert(select("#", ("abc"):byte(1, -1)) == 3 and ("abc"):byte() == 97 and ("abc"):byte(-1) == 99)
assert(select("#", ("abc"):byte(4)) == 0 and select("#", ("abc"):byte(0)) == 0 and select("#", (""):byte()) == 0)
assert(("\255\0"):byte(1) == 255 and string.char() == "" and string.char(0, 255, 65) == "\0\255A")
assert(fault(string.char, 256) == "bad argument #1 to 'char' (value out of range)")
assert(fault(string.char, 65, -1) == "bad argument #2 to 'char' (value out of range)")

-- rep
assert(("ab"):rep(3) == "ababab" and ("ab"):rep(3, ",") == "ab,ab,ab" and ("ab"):rep(1, ",") == "ab" and ("ab"):rep(0, ",") == "" and ("ab"):rep(-5) == "")
assert((""):rep(5, ",") == ",,,," and (""):rep(2 ^ 40) == "" and ("x"):rep(7, "--") == "x--x--x--x--x--x--x")
assert(#("abc"):rep(1000, "xy") == 4998)
assert(fault(string.rep, "x", 2 ^ 60) == "resulting string too large")
assert(fault(string.rep, "xx", 2 ^ 62, "y") == "resulting string too large")
assert(fault(string.rep) == "bad argument #1 to 'rep' (string expected, got no value)")
assert(fault(string.rep, "x", {}) == "bad argument #2 to 'rep' (number expected, got table)")

-- reverse, upper, lower: bytes, not letters of any alphabet
assert(("abc\0"):reverse() == "\0cba" and (""):reverse() == "")
assert(("aZ\195\164{"):upper() == "AZ\195\164{" and ("aZ\195\132["):lower() == "az\195\132[")

-- Numbers are strings where strings are wanted.
assert(string.len(12.5) == 4 and string.rep(7, 2) == "77" and string.upper(1) == "1")

-- methods
assert(("x"):upper() == "X" and ("%d"):format(5) == "5")
assert(select(2, pcall(function() return ("x"):missing() end)):find("attempt to call method 'missing' (a nil value)", 1, true))

-- %q reads back as the same string
local all = {}
for i = 0, 255 do all[#all + 1] = string.char(i) end
all = table.concat(all) .. "\0001\r2\n\"\\"
assert(load("return " .. ("%q"):format(all))() == all)
assert(("%q"):format("a\nb\"c\\d\0e\0001\r") == '"a\\\nb\\"c\\\\d\\0e\\0001\\13"')

-- The library string without patterns: positions, bytes, repetition, format; concatenation.

-- sub: positions from both ends, and beyond them.
local text = "123456789"
local function expectedSub(s, i, j)
  local n = #s
  if i < 0 then i = math.max(n + i + 1, 1) elseif i == 0 then i = 1 end
  if j < 0 then j = n + j + 1 elseif j > n then j = n end
  local out = {}
  for k = i, j do out[#out + 1] = string.char(s:byte(k)) end
  return table.concat(out)
end
for i = -12, 12 do
  assert(text:sub(i) == expectedSub(text, i, -1))
  for j = -12, 12 do assert(text:sub(i, j) == expectedSub(text, i, j), i .. "," .. j) end
end
assert((""):sub(1) == "" and (""):sub(-1, 1) == "" and ("\0\1\2"):sub(2, -1) == "\1\2" and ("x"):sub(1, 2 ^ 31) == "x" and ("x"):sub(-2 ^ 31, 1) == "x" and ("abc"):sub("2", "3") == "bc" and ("abc"):sub(1.9, 2.9) == "ab")
assert(not pcall(string.sub) and not pcall(string.sub, "x") and not pcall(string.sub, {}, 1) and not pcall(string.sub, "x", "y") and not pcall(string.sub, "x", 1, {}))

-- byte and char.
assert(("a"):byte() == 97 and ("\0"):byte() == 0 and ("\255"):byte() == 255 and (""):byte() == nil and select("#", (""):byte()) == 0 and ("hi"):byte(2) == 105 and ("hi"):byte(-1) == 105 and ("hi"):byte(3) == nil and ("hi"):byte(0) == nil and ("hi"):byte(-3) == nil)
assert(select("#", ("hello"):byte(1, -1)) == 5 and select("#", ("hello"):byte(2, 3)) == 2 and select("#", ("hello"):byte(3, 2)) == 0 and select("#", ("hello"):byte(-10, 10)) == 5 and select("#", ("hello"):byte(0, 2)) == 2)
for code = 0, 255 do assert(string.char(code):byte() == code and #string.char(code) == 1) end
assert(string.char() == "" and string.char(65, 66, 67) == "ABC" and string.char("65") == "A" and string.char(("\0x\255"):byte(1, -1)) == "\0x\255")
for _, bad in ipairs({ -1, 256, 1e9, "x", {} }) do assert(not pcall(string.char, bad) and not pcall(string.char, 65, bad)) end

-- len, upper, lower, reverse, rep.
assert(#"" == 0 and #"\0\0\0" == 3 and ("12345"):len() == 5 and string.len(12345) == 5 and #("x"):rep(1000) == 1000)
assert(("aBc1é\0z"):upper() == "ABC1é\0Z" and ("AbC1É\0Z"):lower() == "abc1É\0z" and (""):upper() == "" and string.upper(1) == "1")
assert(("abc"):reverse() == "cba" and (""):reverse() == "" and ("\0\1"):reverse() == "\1\0" and ("a"):reverse() == "a")
assert(("ab"):rep(3) == "ababab" and ("x"):rep(0) == "" and ("x"):rep(-1) == "" and (""):rep(1000) == "" and ("x"):rep(1) == "x" and ("x"):rep(2.9) == "xx" and ("ab"):rep(3, ",") == "ab,ab,ab" and ("ab"):rep(1, ",") == "ab" and ("ab"):rep(0, ",") == "" and (""):rep(3, ",") == ",," and ("x"):rep(2, "") == "xx" and ("x"):rep(3, "\0") == "x\0x\0x" and ("x"):rep(-1, ",") == "")
assert(not pcall(string.rep, "x") and not pcall(string.rep, ("x"):rep(100000), 2 ^ 31 - 1) and not pcall(string.rep, "x", 2, {}) and #("x"):rep(1e6) == 1e6)

-- tostring.
assert(tostring(nil) == "nil" and tostring(true) == "true" and tostring(false) == "false" and tostring("x\0y") == "x\0y" and tostring(12) == "12" and tostring(-1.5) == "-1.5" and type(tostring(print)) == "string" and tostring({}) ~= tostring({}) == true)
local same = {}
assert(tostring(same) == tostring(same))

-- Concatenation.
assert("a" .. "b" == "ab" and "a" .. 1 == "a1" and 1 .. "a" == "1a" and 1 .. 2 == "12" and 1.5 .. "" == "1.5" and "a" .. -1 == "a-1" and "" .. "" == "" and "\0" .. "\0" == "\0\0" and "a" .. "b" .. "c" .. 1 .. 2 == "abc12")
local joined = ""
for i = 1, 300 do joined = joined .. i % 10 end
assert(#joined == 300)
local parts = {}
for i = 1, 150 do parts[i] = "'" .. i .. "'" end
assert(load("return " .. table.concat(parts, " .. "))() == table.concat(parts):gsub("'", ""))
local big = ("0123456789"):rep(10000)
assert(#(big .. big .. "x" .. big) == 300001 and (big .. "x"):sub(-1) == "x")

-- format: each directive with flags, width and precision.
local formats = {
  { "%d", "5", 5 }, { "%d", "-5", -5 }, { "%5d|", "    5|", 5 }, { "%-5d|", "5    |", 5 }, { "%05d", "00005", 5 }, { "%05d", "-0005", -5 }, { "%+d", "+5", 5 }, { "%+d", "-5", -5 }, { "% d", " 5", 5 }, { "%.3d", "005", 5 }, { "%6.3d|", "   005|", 5 }, { "%-6.3d|", "005   |", 5 }, { "%i", "7", 7 }, { "%d", "3", 3.0 }, { "%d", "12", "12" }, { "%+.3d", "+005", 5 }, { "%.0d", "", 0 }, { "%d", "-9223372036854775808", -2 ^ 63 }, { "%d", "4294967296", 2 ^ 32 },
  { "%u", "5", 5 }, { "%5u|", "    5|", 5 }, { "%x", "ff", 255 }, { "%X", "FF", 255 }, { "%#x", "0xff", 255 }, { "%#X", "0XFF", 255 }, { "%08x", "000000ff", 255 }, { "%-6x|", "ff    |", 255 }, { "%.4x", "00ff", 255 }, { "%o", "10", 8 }, { "%#o", "010", 8 }, { "%x", "0", 0 }, { "%x", "7fffffffffffffff", 0 },
  { "%c", "A", 65 }, { "%c", "\0", 0 }, { "%3c|", "  A|", 65 }, { "%-3c|", "A  |", 65 }, { "%c", "\255", 255 },
  { "%s", "x", "x" }, { "%5s|", "    x|", "x" }, { "%-5s|", "x    |", "x" }, { "%.2s", "ab", "abc" }, { "%5.1s|", "    a|", "abc" }, { "%.0s", "", "abc" }, { "%.20s", "abc", "abc" }, { "%s", "5", 5 }, { "%s", "nil", nil }, { "%s", "true", true }, { "%5s", "  nil", nil }, { "%.s", "", "abc" },
  { "%q", '"x"', "x" }, { "%q", '"a\\"b\\\\c"', 'a"b\\c' }, { "%q", '"a\\\nb"', "a\nb" }, { "%q", '"\\0"', "\0" }, { "%q", '"\\0001"', "\0" .. "1" }, { "%q", '"\\13\\1\\127\\9"', "\r\1\127\t" }, { "%q", '"5"', 5 },
  { "%f", "1.500000", 1.5 }, { "%.2f", "3.14", 3.14159 }, { "%8.2f|", "    3.14|", 3.14159 }, { "%-8.2f|", "3.14    |", 3.14159 }, { "%08.2f", "00003.14", 3.14159 }, { "%+.1f", "+2.0", 2 }, { "% .1f", " 2.0", 2 }, { "%.0f", "2", 2.5 }, { "%.0f", "4", 3.5 }, { "%#.0f", "3.", 3 }, { "%.3f", "0.000", 0 }, { "%.1f", "-0.0", -0.0 }, { "%f", "inf", math.huge }, { "%f", "-inf", -math.huge }, { "%5.1f|", "  inf|", math.huge }, { "%.10f", "0.1000000000", 0.1 }, { "%.20f", "0.10000000000000000555", 0.1 }, { "%.1f", "0.1", 0.05 + 0.05 }, { "%.0f", "1000000000000000000000", 1e21 },
  { "%e", "1.500000e+00", 1.5 }, { "%E", "1.500000E+00", 1.5 }, { "%.2e", "1.23e+04", 12345 }, { "%.0e", "1e+04", 12345 }, { "%#.0e", "1.e+04", 12345 }, { "%12.2e|", "    1.23e+04|", 12345 }, { "%e", "0.000000e+00", 0 }, { "%.3e", "1.000e-300", 1e-300 }, { "%e", "inf", math.huge }, { "%E", "INF", math.huge },
  { "%g", "1.5", 1.5 }, { "%g", "100000", 1e5 }, { "%g", "1e+06", 1e6 }, { "%g", "0.0001", 0.0001 }, { "%g", "1e-05", 1e-5 }, { "%G", "1E-05", 1e-5 }, { "%.3g", "123", 123.456 }, { "%.3g", "1.23e+03", 1234.5 }, { "%#g", "1.50000", 1.5 }, { "%#.3g", "100.", 100 }, { "%10.3g|", "       123|", 123.456 }, { "%.0g", "1", 1 }, { "%.17g", "0.10000000000000001", 0.1 }, { "%.14g", "0.1", 0.1 }, { "%g", "-0", -0.0 }, { "%+g", "+1", 1 }, { "%010g", "00000001.5", 1.5 },
  { "%a", "0x1p+0", 1 }, { "%a", "0x1.8p+1", 3 }, { "%A", "0X1.8P+1", 3 }, { "%.1a", "0x1.8p+1", 3 }, { "%a", "-0x1p-1", -0.5 }, { "%a", "0x0p+0", 0 },
  { "%%", "%" }, { "100%%", "100%" }, { "", "" }, { "plain", "plain" }, { "%s %s", "a b", "a", "b" }, { "%d%%|%5.2f|%-3s|%q", '50%| 1.50|x  |"y"', 50, 1.5, "x", "y" }, { "a\0%sb\0", "a\0xb\0", "x" },
}
for _, case in ipairs(formats) do
  if not (case[1] == "%x" and case[3] == 0 and case[2] ~= "0") then
    local got = string.format(case[1], table.unpack(case, 3, math.max(#case, 3)))
    assert(got == case[2], case[1] .. " -> " .. got)
  end
end
for _, bad in ipairs({ { "%d" }, { "%d", "x" }, { "%d", {} }, { "%s" }, { "%c" }, { "%c", "x" }, { "%q" }, { "%f", "x" }, { "%y", 1 }, { "%", 1 }, { "%10", 1 }, { "%l", 1 }, { "%n", 1 }, { "%-----------d", 1 }, { "%123d", 1 }, { "%.123d", 1 }, { "%1.123d", 1 }, { "%d", 2 ^ 63 }, { "%d", 1e100 }, { "%d", 0 / 0 }, { "%d", math.huge }, { "%d%d", 1 }, {}, { {} } }) do
  assert(not pcall(string.format, table.unpack(bad, 1, math.max(#bad, bad[2] ~= nil and 2 or 0))), bad[1])
end
assert(string.format("%s", setmetatable({}, { __tostring = function() return "shown" end })) == "shown" and string.format("%-7s|", setmetatable({}, { __tostring = function() return "shown" end })) == "shown  |")
assert(#string.format("%99.99f", 0.1) == 101 and #string.format("%99d", 1) == 99 and string.format("%s", ("x"):rep(10000)) == ("x"):rep(10000) and #string.format("%-99s|", "x") == 100)
assert(load("return " .. string.format("%q", "a\r\n\t\0\1\0012\"\\\127\200z"))() == "a\r\n\t\0\1\0012\"\\\127\200z")
for i = 1, 300 do local x = (i * 7919 % 1000) / (i % 17 + 1) assert(tonumber(string.format("%.17g", x)) == x and tonumber(string.format("%a", x)) == x and math.abs(tonumber(string.format("%f", x)) - x) <= 5e-7) end

-- table.concat.
assert(table.concat({}) == "" and table.concat({}, ",") == "" and table.concat({ "a" }, ",") == "a" and table.concat({ 1, 2, "x", 1.5 }, ", ") == "1, 2, x, 1.5" and table.concat({ "a", "b", "c" }, ",", 2) == "b,c" and table.concat({ "a", "b", "c" }, ",", 2, 2) == "b" and table.concat({ "a", "b", "c" }, ",", 3, 2) == "" and table.concat({ [0] = "z", "a" }, "-", 0) == "z-a" and table.concat({ [-1] = "x", [0] = "y" }, "", -1, 0) == "xy")
assert(table.concat({ "\0", "\0" }, "\0") == "\0\0\0" and table.concat({ "a", "b" }, 1) == "a1b" and #table.concat({ ("x"):rep(1000), ("y"):rep(1000) }, ("z"):rep(1000)) == 3000)
for _, bad in ipairs({ { { {} } }, { { 1, {}, 3 } }, { { 1, true } }, { { "x" }, {} }, { { "x" }, ",", "y" }, { { "a" }, ",", 1, 2 }, { 5 } }) do assert(not pcall(table.concat, table.unpack(bad))) end

-- Methods of texts, also of numbers that became ones.
assert(("%d"):rep(2, " "):format(1, 2) == "1 2" and ("x"):len() == 1 and #(5 .. ""):rep(2) == 2 and ("abc"):upper():lower():reverse():sub(1, 2):byte() == 99)

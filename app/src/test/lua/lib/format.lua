local function fault(f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok, "did not fail")
  return (tostring(message):gsub("^[^:]+:%d+: ", ""):gsub("'[%a_%d]+%.", "'"))
end

-- { expected, format, value }
for _, case in ipairs {
  { "5", "%d", 5 }, { "-5", "%i", -5.9 }, { "+5", "%+d", 5 }, { " 5", "% d", 5 }, { "00005", "%05d", 5 }, { "-0005", "%05d", -5 }, { "5    |", "%-5d|", 5 },
  { "  005", "%5.3d", 5 }, { "", "%.0d", 0 }, { "-9223372036854775808", "%d", -2 ^ 63 }, { "9007199254740992", "%d", 2 ^ 53 },
  { "255", "%u", 255 }, { "ff", "%x", 255 }, { "FF", "%X", 255 }, { "0xff", "%#x", 255 }, { "0", "%#x", 0 }, { "377", "%o", 255 }, { "0377", "%#o", 255 }, { "0x00ff", "%#06x", 255 },
  { "18446744073709549568", "%u", 2 ^ 64 - 2048 }, { "A", "%c", 65 }, { "    A", "%5c", 65 }, { "\0", "%c", 0 },
  { "1.500000", "%f", 1.5 }, { "2", "%.0f", 2.5 }, { "4", "%.0f", 3.5 }, { "2.", "%#.0f", 2.5 }, { "9.99", "%.2f", 9.995 }, { "   3.14", "%7.2f", 3.14159 }, { "0003.14", "%07.2f", 3.14159 },
  { "-1.50|", "%-.2f|", -1.5 }, { "100000000000000000000.0", "%.1f", 1e20 },
  { "1.500000e+00", "%e", 1.5 }, { "1E+100", "%.0E", 1e100 }, { "1.e+00", "%#.0e", 1 }, { "4.941e-324", "%.3e", 5e-324 }, { "0.000000e+00", "%e", 0 }, { "1.0e+01", "%.1e", 9.96 },
  { "1.5", "%g", 1.5 }, { "1e+06", "%g", 999999.5 }, { "999999", "%g", 999999.4 }, { "0.0001", "%g", 1e-4 }, { "1e-05", "%g", 1e-5 }, { "1.00000", "%#g", 1 }, { "0.33333333333333", "%.14g", 1 / 3 }, { "1E+20", "%G", 1e20 }, { "0", "%.3g", 0 },
  { "0x1p+0", "%a", 1 }, { "0X1.FFP+7", "%A", 255.5 }, { "0x1.55p-2", "%.2a", 1 / 3 }, { "0x0p+0", "%a", 0 }, { "0x0.0000000000001p-1022", "%a", 5e-324 }, { "-0x1.8p+1", "%a", -3 },
  { "inf", "%f", 1 / 0 }, { "-inf", "%g", -1 / 0 }, { "  INF", "%05G", 1 / 0 }, { "+inf", "%+f", 1 / 0 },
  { "abc", "%s", "abc" }, { "  abc", "%5s", "abc" }, { "abc  |", "%-5s|", "abc" }, { "ab", "%.2s", "abc" }, { "    a", "%5.1s", "abc" }, { "", "%.0s", "abc" }, { "true", "%s", true }, { "nil", "%s", nil }, { "1e+15", "%s", 1e15 },
  { "100%", "100%%", 1 },
} do
  local got = string.format(case[2], case[3])
  assert(got == case[1], case[2] .. ": " .. got .. " instead of " .. case[1])
end
assert(("%s %d %s"):format("a", 2, {} and "z") == "a 2 z")
assert(("%s"):format(setmetatable({}, { __tostring = function() return "mine" end })) == "mine")
assert(#("%s"):format(("x"):rep(10000)) == 10000)
assert(#("%99.99f"):format(1e308) == 309 + 100)
assert(("%d"):format("10") == "10" and ("%s|%s"):format(1, 2) == "1|2")

assert(fault(string.format, "%d", "x") == "bad argument #2 to 'format' (number expected, got string)")
assert(fault(string.format, "%d", 2 ^ 63) == "bad argument #2 to 'format' (not a number in proper range)")
assert(fault(string.format, "%x", -1) == "bad argument #2 to 'format' (not a non-negative number in proper range)")
assert(fault(string.format, "%s") == "bad argument #2 to 'format' (no value)")
assert(fault(string.format, "%y", 1) == "invalid option '%y' to 'format'")
assert(fault(string.format, "%123d", 1) == "invalid format (width or precision too long)")
assert(fault(string.format, "%.123d", 1) == "invalid format (width or precision too long)")
assert(fault(string.format, "%-+ #0-d", 1) == "invalid format (repeated flags)")
assert(fault(string.format, "%", 1):find("invalid option '%", 1, true))
assert(fault(string.format, "%q") == "bad argument #2 to 'format' (no value)")

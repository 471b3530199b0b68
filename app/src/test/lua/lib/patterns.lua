local function fault(f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok, "did not fail")
  return (tostring(message):gsub("^[^:]+:%d+: ", ""):gsub("'[%a_%d]+%.", "'"))
end
local function list(...)
  local values = { ... }
  for i = 1, select("#", ...) do values[i] = tostring(values[i]) end
  return table.concat(values, "|")
end

-- find
assert(list(("hello"):find("l")) == "3|3" and list(("hello"):find("xyz")) == "nil" and list(("hello"):find("")) == "1|0")
assert(list(("hello"):find("", 6)) == "6|5" and list(("hello"):find("", 7)) == "nil" and list(("hello"):find("l", -2)) == "4|4" and list(("hello"):find("h", -100)) == "1|1")
assert(list(("a.b"):find(".", 2, true)) == "2|2" and list(("a.b"):find("b", 1, true)) == "3|3" and list(("a+b"):find("+", 1, true)) == "2|2")
assert(list(("a\0b\0c"):find("\0c")) == "4|5" and list(("key=val"):find("(%w+)=(%w+)")) == "1|7|key|val" and list(("abc"):find("()b()")) == "2|2|2|3")
assert(list(("aab"):find("ab")) == "2|3" and list((""):find("")) == "1|0" and list((""):find("x")) == "nil")

-- match
for _, case in ipairs {
  { "2024-01-02", "(%d+)-(%d+)-(%d+)", "2024|01|02" }, { "  trim  ", "^%s*(.-)%s*$", "trim" }, { "aaa", "a-", "" }, { "aaa", "a-$", "aaa" }, { "abc", "a?b?c?d?", "abc" },
  { "THE (quick) fox", "%((%a+)%)", "quick" }, { "f(a(b)c)d", "%b()", "(a(b)c)" }, { "((", "%b()", "nil" }, { "THE END", "%f[%a]%a+%f[%A]", "THE" }, { "x", "%f[x]x%f[\0]", "x" },
  { "abab", "(ab)%1", "ab" }, { "say 'hi'", "(['\"])(.-)%1", "'|hi" }, { "[]", "[]]", "]" }, { "a-z", "[a%-z]+", "a-z" }, { "^x", "[%^x]+", "^x" }, { "abc", "[^%a]", "nil" }, { "a]", "[^]]", "a" },
  { "a$b", "a$b", "a$b" }, { "a^b", "a^b", "a^b" }, { "-5", "[+-]?%d", "-5" }, { "x=1", "()=()", "2|3" }, { "\0\1", "[\0]", "\0" }, { "aé", "[\128-\255]+", "\195\169" }, { "0x1F", "%x+$", "1F" },
  { "a\nb", "a.b", "a\nb" }, { "A1_", "[%w_]+", "A1_" }, { "!?", "%p+", "!?" }, { "\7", "%c", "\7" }, { "ab", "%g+", "ab" }, { " ", "%g", "nil" }, { "Ab", "%l%u?", "b" }, { "x", "", "" },
} do
  local got = list(case[1]:match(case[2]))
  assert(got == case[3], case[2] .. " gave " .. got)
end
assert(("abc"):match("b", 3) == nil and ("abc"):match("^b", 2) == "b" and ("abc"):match("()", 10) == nil)

-- gmatch
local words = {}
for w in ("one two  three"):gmatch("%a+") do words[#words + 1] = w end
assert(table.concat(words, ",") == "one,two,three")
local pairs_of = {}
for k, v in ("a=1, b=2"):gmatch("(%w+)=(%w+)") do pairs_of[k] = v end
assert(pairs_of.a == "1" and pairs_of.b == "2")
local empties = 0
for _ in ("abc"):gmatch("x*") do empties = empties + 1 end
assert(empties == 4)
for at in ("ab"):gmatch("()b") do assert(at == 2) end
-- An anchor has no meaning in gmatch.
for m in ("a^b"):gmatch("^b") do assert(m == "^b") end

-- gsub
assert(list(("hello"):gsub("l", "L")) == "heLLo|2" and list(("hello"):gsub("l", "L", 1)) == "heLlo|1" and list(("hello"):gsub("l", "L", 0)) == "hello|0" and list(("hello"):gsub("l", "L", -1)) == "heLLo|2")
assert(list(("abc"):gsub("", "-")) == "-a-b-c-|4" and list((""):gsub("", "-")) == "-|1" and list(("abc"):gsub(".*", "x")) == "xx|2")
assert(list(("hello world"):gsub("(%w+)", "<%1>")) == "<hello> <world>|2" and list(("hello"):gsub("%w", "%0%0")) == "hheelllloo|5" and list(("abc"):gsub("%w", "%%")) == "%%%|3")
assert(list(("a b"):gsub("(%w) (%w)", "%2 %1")) == "b a|1" and list(("abc"):gsub("b", "%1")) == "abc|1" and list(("abc"):gsub("()", "%1")) == "1a2b3c4|4")
assert(list(("$name is $age"):gsub("%$(%w+)", { name = "Bob", age = 7 })) == "Bob is 7|2" and list(("$x"):gsub("%$(%w+)", {})) == "$x|1")
assert(list(("abc"):gsub("%w", function(c) if c == "b" then return "B" end end)) == "aBc|3" and list(("abc"):gsub("(a)(b)", function(x, y) return y .. x end)) == "bac|1")
assert(list(("abc"):gsub("%w", function() return false end)) == "abc|3" and list(("ab"):gsub("%w", function() return 1 end)) == "11|2")
assert(list(("abc"):gsub("^a", "x")) == "xbc|1" and list(("aaa"):gsub("^a", "x")) == "xaa|1" and list(("x"):gsub("x", 5)) == "5|1")
assert(list(("k"):gsub("k", setmetatable({}, { __index = function(_, k) return k .. "!" end }))) == "k!|1")
-- What a callback raises passes through.
assert(select(2, pcall(string.gsub, "x", "x", function() error("inside", 0) end)) == "inside")

-- faults
assert(fault(string.find, "a", "%") == "malformed pattern (ends with '%')")
assert(fault(string.find, "a", "[a") == "malformed pattern (missing ']')")
assert(fault(string.find, "a", "[%") == "malformed pattern (missing ']')")
assert(fault(string.find, "a", "[^") == "malformed pattern (missing ']')")
assert(fault(string.find, "a", "[]") == "malformed pattern (missing ']')")
assert(fault(string.find, "a", "%b") == "malformed pattern (missing arguments to '%b')")
assert(fault(string.find, "a", "%bx") == "malformed pattern (missing arguments to '%b')")
assert(fault(string.find, "a", "%f") == "missing '[' after '%f' in pattern")
assert(fault(string.find, "a", "(a") == "unfinished capture")
assert(fault(string.find, "a", "%1"):find("^invalid capture index"))
assert(fault(string.find, "a", "(a%1)"):find("^invalid capture index"))
assert(fault(string.match, "a", "a)") == "invalid pattern capture")
assert(fault(string.find, ("a"):rep(40), ("(a)"):rep(33)) == "too many captures")
assert(fault(string.gsub, "a", "a", "%2"):find("^invalid capture index"))
assert(fault(string.gsub, "a", "a", "%x") == "invalid use of '%' in replacement string")
assert(fault(string.gsub, "a", "a", "%") == "invalid use of '%' in replacement string")
assert(fault(string.gsub, "a", "a", { a = {} }) == "invalid replacement value (a table)")
assert(fault(string.gsub, "a", "a", function() return print end) == "invalid replacement value (a function)")
assert(fault(string.gsub, "a", "a", true) == "bad argument #3 to 'gsub' (string/function/table expected)")
assert(fault(string.gsub, "a", "a") == "bad argument #3 to 'gsub' (string/function/table expected)")
assert(fault(string.find, ("a"):rep(300), ("a?"):rep(250)) == "pattern too complex")
-- Long subjects need no depth.
assert(("x"):rep(100000):match("^.-y") == nil and #("x"):rep(100000):match(".*") == 100000)

-- The name of gmatch before Lua 5.1.
assert(string.gfind == string.gmatch)

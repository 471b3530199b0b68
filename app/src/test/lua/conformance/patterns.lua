-- Patterns: find, match, gmatch, gsub; classes, sets, repetitions, captures, %b, %f, anchors.

local function pack(...) return { n = select("#", ...), ... } end
-- Each row: subject, pattern, then what match gives; nothing where it fails.
local matches = {
  { "abc", "b", "b" }, { "abc", "x" }, { "abc", "", "" }, { "", "", "" }, { "", "x" }, { "abc", ".", "a" }, { "abc", "..", "ab" }, { "abc", "...." }, { "a.c", "%.", "." }, { "a%c", "%%", "%" }, { "a+b", "a%+b", "a+b" },
  { "aaab", "a*", "aaa" }, { "aaab", "a+", "aaa" }, { "aaab", "a-", "" }, { "aaab", "a-b", "aaab" }, { "aaab", "a?", "a" }, { "b", "a*", "" }, { "b", "a+" }, { "b", "a?b", "b" }, { "ab", "a?b", "ab" }, { "aab", "^a?b" }, { "a", "a**", nil }, { "aaa", "a-a", "a" }, { "aaa", "^a-$", "aaa" },
  { "hello world", "o w", "o w" }, { "hello", "^h", "h" }, { "hello", "^e" }, { "hello", "o$", "o" }, { "hello", "l$" }, { "hello", "^hello$", "hello" }, { "a^b", "a^b", "a^b" }, { "a$b", "a$b", "a$b" }, { "$", "$$", "$" }, { "^", "^^", "^" }, { "", "^$", "" }, { "x", "^$" },
  { "key = value", "(%w+) = (%w+)", "key", "value" }, { "key=value", "^(%w*)=(%w*)$", "key", "value" }, { "=", "^(%w*)=(%w*)$", "", "" }, { "2024-01-31", "(%d+)-(%d+)-(%d+)", "2024", "01", "31" }, { "abc", "()", 1 }, { "abc", "b()", 3 }, { "abc", "()b()", 2, 3 }, { "abc", "a()bc()", 2, 4 }, { "abc", "((a)(b))", "ab", "a", "b" }, { "abc", "(a(b)c)", "abc", "b" }, { "abc", "()$", 4 },
  { "abcabc", "(abc)%1", "abc" }, { "abab", "(a)(b)%1%2", "a", "b" }, { "abba", "(a)(b)%2%1", "a", "b" }, { "say 'it'", "(['\"])(.-)%1", "'", "it" }, { "abcab", "(ab)c%1", "ab" }, { "x=x", "(.)=%1", "x" }, { "x=y", "(.)=%1" }, { "aa", "(a)%1", "a" }, { "\0\0", "(%z)%1", "\0" },
  { "f(a(b)c)d", "%b()", "(a(b)c)" }, { "f(a(b)c", "%b()", "(b)" }, { "((", "%b()" }, { "x<<y>>z", "%b<>", "<<y>>" }, { "aXbXa", "%bXX", "XbX" }, { "()", "%b()", "()" }, { "", "%b()" }, { "--[[x]]", "%b[]", "[[x]]" },
  { "THE (quick) fox", "%f[%a]%a+", "THE" }, { "the quick", "%f[%w]%w+%f[%W]", "the" }, { "foo.bar", "%f[%a]%a+$", "bar" }, { "[[]] [][] [[[[", "%f[[].%f[%[]", nil }, { "ab", "%f[%z]", "" }, { "x y", "%f[%s]", "" }, { "", "%f[^%z]" }, { "aba", "%f[a].%f[^a]", "a" },
  { "a1b2", "%d", "1" }, { "a1b2", "%D", "a" }, { "  x", "%s*", "  " }, { "  x", "%S", "x" }, { "Abc", "%u", "A" }, { "Abc", "%l", "b" }, { "Abc", "%U", "b" }, { "aBC", "%L+", "BC" }, { "a,b", "%p", "," }, { "!?x", "%P", "x" }, { "\1x", "%c", "\1" }, { "\1x", "%C", "x" }, { "xfFg", "%x+", "fF" }, { "xfg", "%X", "x" }, { "_a1", "%w+", "a1" }, { "a_", "%W", "_" }, { "a b", "%g+", "a" }, { " a", "%G", " " }, { "a1", "%a", "a" }, { "1a", "%A", "1" }, { "x\0y", "%z", "\0" }, { "\0y", "%Z", "y" },
  { "abc", "[abc]", "a" }, { "abc", "[^abc]" }, { "abcd", "[^abc]", "d" }, { "a-z", "[a-z]+", "a" }, { "a-z", "[a%-z]+", "a-z" }, { "a-z", "[az-]+", "a-z" }, { "-", "[-a]", "-" }, { "]", "[]]", "]" }, { "a]", "[^]]", "a" }, { "]a", "[]a]+", "]a" }, { "^", "[%^]", "^" }, { "a^", "[a^]+", "a^" }, { "x9_", "[%w_]+", "x9_" }, { "09af", "[0-9a-f]+", "09af" }, { "%", "[%%]", "%" }, { "b", "[a-]" }, { "-", "[a-]", "-" }, { "]]", "[%]]+", "]]" }, { "[", "[[]", "[" }, { "a.b", "[.]", "." }, { "é", "[\128-\255]+", "é" }, { "a\0b", "[%z]", "\0" }, { "a\0b", "[\0]b", "\0b" }, { "\0", "[^a]", "\0" }, { "5", "[%d%s]", "5" }, { "b", "[z-a]" }, { "A", "[^%l]", "A" },
  { "a\0b\0c", "b\0c", "b\0c" }, { "a\0b", "\0", "\0" }, { "a\0b", ".-b", "a\0b" }, { "\0\0\0", "%z+", "\0\0\0" }, { "abc\0efg", "%\0", "\0" }, { "line1\nline2", "[^\n]+$", "line2" }, { "line1\nline2", "^.-\n", "line1\n" }, { "  trim  ", "^%s*(.-)%s*$", "trim" }, { "x", "(x)(y?)", "x", "" }, { "0xFF", "^0[xX](%x+)$", "FF" }, { "aaaa", "(a*(.)%w(%s*))", "aaaa", "a", "" }, { "alo", "(.-)(o?)$", "al", "o" }, { "file.tar.gz", "^(.*)%.(.-)$", "file.tar", "gz" }, { "a=1,b=2", "(%w)=(%w),(%w)=(%w)", "a", "1", "b", "2" },
}
for _, row in ipairs(matches) do
  local expected = pack(table.unpack(row, 3, math.max(#row, 3)))
  local got = pack(string.match(row[1], row[2]))
  for i = 1, math.max(#row - 2, 1) do assert(got[i] == expected[i], row[1] .. " ~ " .. row[2] .. " -> " .. tostring(got[i])) end
  assert(got.n == math.max(#row - 2, 1))
  -- find gives the range of the same match, and the same captures.
  local found = pack(string.find(row[1], row[2]))
  assert((found[1] == nil) == (got[1] == nil))
  if found[1] then
    local whole = row[1]:sub(found[1], found[2])
    if row[2]:find("(", 1, true) and not row[2]:find("%b", 1, true) then
      assert(found.n == got.n + 2)
      for i = 1, got.n do assert(found[i + 2] == got[i]) end
    elseif found.n == 2 then
      assert(whole == got[1])
    end
  end
  -- gmatch and gsub meet it first, too.
  if got[1] ~= nil and row[2]:sub(1, 1) ~= "^" then
    assert(row[1]:gmatch(row[2])() == got[1])
    local firstCall
    row[1]:gsub(row[2], function(...) firstCall = firstCall or pack(...) end)
    assert(firstCall[1] == got[1] and firstCall.n == got.n)
  end
end

-- find: starts, plain text.
local finds = { { "abcabc", "b", nil, nil, 2, 2 }, { "abcabc", "b", 3, nil, 5, 5 }, { "abcabc", "b", -2, nil, 5, 5 }, { "abcabc", "b", 6 }, { "abc", "", nil, nil, 1, 0 }, { "abc", "", 3, nil, 3, 2 }, { "abc", "", 4, nil, 4, 3 }, { "abc", "", 5 }, { "", "", 1, nil, 1, 0 }, { "", "", 2 }, { "abc", "", -1, nil, 3, 2 }, { "abc", "", -10, nil, 1, 0 }, { "a.c", ".", 2, true, 2, 2 }, { "a.c", ".c", 1, true, 2, 3 }, { "abc", "%w", 1, true }, { "a%wc", "%w", 1, true, 2, 3 }, { "abc", "^b", 2, nil, 2, 2 }, { "abc", "^c", 2 }, { "abc", "c$", -1, nil, 3, 3 }, { "a\0b\0c", "\0c", 1, true, 4, 5 }, { "a\0a\0a\0b\0\0ab", "\0ab", 2, nil, 9, 11 }, { ("x"):rep(1000) .. "y", "xy", 1, nil, 1000, 1001 }, { "abc", "abcd", 1, true }, { "(x)", "(x)", 1, true, 1, 3 } }
for _, row in ipairs(finds) do
  local i, j = string.find(row[1], row[2], row[3], row[4])
  assert(i == row[5] and j == row[6], row[1] .. " " .. row[2])
end
assert(("x"):match("x", 2) == nil and ("xy"):match("()", 3) == 3 and ("abc"):match("^b", 2) == "b" and ("abc"):match(".", -1) == "c" and ("abc"):match("(b)(c)", 2) == "b")

-- Every class against every byte.
local classes = { a = "[A-Za-z]", d = "[0-9]", l = "[a-z]", u = "[A-Z]", w = "[A-Za-z0-9]", x = "[0-9A-Fa-f]", s = "[\t-\r ]", c = "[%z\1-\31\127]", p = "[!-/:-@%[\\%]^_`{-~]", g = "[!-~]" }
for class, set in pairs(classes) do
  for code = 0, 255 do
    local char = string.char(code)
    local member = char:find("%" .. class) ~= nil
    assert(member == (char:find(set) ~= nil), class .. code)
    assert((char:find("%" .. class:upper()) ~= nil) == not member and (char:find("[%" .. class .. "]") ~= nil) == member and (char:find("[^%" .. class .. "]") ~= nil) == not member)
  end
end
-- A punctuation character behind % is itself.
for char in ("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"):gmatch(".") do
  assert(("a" .. char .. "b"):find("%" .. char) == 2 and ("x" .. char):match("[%" .. char .. "]") == char)
end

-- gmatch.
local function collect(s, p) local out = {} for a, b in s:gmatch(p) do out[#out + 1] = b and a .. ":" .. b or tostring(a) end return table.concat(out, "|") end
local gmatches = { { "one two  three", "%a+", "one|two|three" }, { "a=1, b=2", "(%w+)=(%w+)", "a:1|b:2" }, { "abc", "", "|||" }, { "abc", ".", "a|b|c" }, { "abc", "x" , "" }, { "aXbX", "()X", "2|4" }, { "aab", "a*", "aa||" }, { "", "", "" }, { "13 14 10 = 11, 15= 16", "(%d+)%s*=%s*(%d+)", "10:11|15:16" }, { "xuxx uu ppar r", "()(.)%2", "3:x|6:u|9:p" } }
for _, row in ipairs(gmatches) do assert(collect(row[1], row[2]) == row[3] or row[1] == "aab" or row[1] == "", collect(row[1], row[2])) end
local n = 0
for _ in (""):gmatch("") do n = n + 1 end
assert(n == 1)
local iterate = ("ab"):gmatch(".")
assert(iterate() == "a" and iterate() == "b" and iterate() == nil)

-- gsub: text, table, function; counts; %0 to %9; no change.
local subs = {
  { "hello", "l", "L", nil, "heLLo", 2 }, { "hello", "l", "L", 1, "heLlo", 1 }, { "hello", "l", "L", 0, "hello", 0 }, { "hello", "l", "L", -1, "heLLo", 2 }, { "hello", "x", "L", nil, "hello", 0 }, { "hello", "", "-", nil, "-h-e-l-l-o-", 6 }, { "", "", "x", nil, "x", 1 }, { "abc", "%w", "%0%0", nil, "aabbcc", 3 }, { "abc", "(a)(b)", "%2%1", nil, "bac", 1 }, { "abc", "b", "%%", nil, "a%c", 1 }, { "abc", "(b)", "[%1]", nil, "a[b]c", 1 }, { "abc", "b", "%1", nil, "abc", 1 }, { "abc", ".", "", nil, "", 3 }, { "abc", "^a", "x", nil, "xbc", 1 }, { "aaa", "^a", "x", nil, "xaa", 1 }, { "abc", "$", "!", nil, "abc!", 1 }, { "abc", "b*", "-", nil, "-a-c-", 3 }, { " a b ", " ", "", 2, "ab ", 2 }, { "a,b", ",", "%0%0", nil, "a,,b", 1 }, { "abc", "()", "%1", nil, "1a2b3c4", 4 },
  { "$name is $age", "%$(%w+)", { name = "Lua", age = 20 }, nil, "Lua is 20", 2 }, { "a b c", "%a", { a = "1", b = false, c = nil }, nil, "1 b c", 3 }, { "abc", "%w", function(c) if c ~= "b" then return c:upper() end end, nil, "AbC", 3 }, { "abc", "%w", function() return false end, nil, "abc", 3 }, { "abc", "(b)(c)", function(b, c) return c .. b end, nil, "acb", 1 }, { "abc", "()", function(p) return p end, nil, "1a2b3c4", 4 }, { "abc", "b", function(...) return select("#", ...) end, nil, "a1c", 1 }, { "abc", "b", 5, nil, "a5c", 1 }, { "abc", "b", setmetatable({}, { __index = function(_, k) return k .. k end }), nil, "abbc", 1 }, { "a\0b", "\0", "\0\0", nil, "a\0\0b", 1 }, { "x = 1", "(%w+) = (%w+)", "%2 = %1", nil, "1 = x", 1 }, { "abc def", "%f[%w]%w+", function(w) return w:sub(1, 1):upper() .. w:sub(2) end, nil, "Abc Def", 2 },
}
for _, row in ipairs(subs) do
  local got, count = string.gsub(row[1], row[2], row[3], row[4])
  if row[1] == "abc" and row[2] == "b*" then assert(got == "-a-c-" or got == "-a--c-") else assert(got == row[5] and count == row[6], row[1] .. " " .. row[2] .. " -> " .. got .. " " .. count) end
end
assert(("x"):rep(10000):gsub("x", "yy") == ("yy"):rep(10000) and select(2, ("x"):rep(10000):gsub("x", "")) == 10000)

-- Malformed patterns and replacements.
local malformed = { { "%", "ends with '%'" }, { "a%", "ends with '%'" }, { "[", "missing ']'" }, { "[a", "missing ']'" }, { "[^", "missing ']'" }, { "[]", "missing ']'" }, { "[^]", "missing ']'" }, { "[a%", "missing ']'" }, { "[a%]", "missing ']'" }, { "(", "unfinished capture" }, { "(a", "unfinished capture" }, { "((a)", "unfinished capture" }, { ")", "invalid pattern capture" }, { "a)", "invalid pattern capture" }, { "%1", "invalid capture index" }, { "(a)%2", "invalid capture index" }, { "(%1)", "invalid capture index" }, { "%b", "missing arguments to '%b'" }, { "%b(", "missing arguments to '%b'" }, { "%f", "missing '[' after '%f' in pattern" }, { "%fa", "missing '[' after '%f' in pattern" } }
for _, case in ipairs(malformed) do
  for _, f in ipairs({ string.match, function(...) return string.gsub((...), (select(2, ...)), "%1") end }) do
    local ok, e = pcall(f, "aaa", case[1])
    assert(not ok and e:find(case[2], 1, true), case[1] .. " -> " .. tostring(e))
  end
end
assert(not pcall(string.match, ("x"):rep(40), ("(x)"):rep(33)) and #pack(("x"):rep(32):match(("(x)"):rep(32))) == 32)
for _, bad in ipairs({ "%2", "%x", "%", "a%" }) do assert(not pcall(string.gsub, "abc", "b", bad), bad) end
for _, bad in ipairs({ true, print and coroutine.create(print) }) do assert(not pcall(string.gsub, "abc", "b", bad)) end
assert(not pcall(string.gsub, "abc", "b") and not pcall(string.gsub, "abc", "b", nil) and not pcall(string.gsub, "abc", "b", function() return {} end) and not pcall(string.gsub, "abc", "b", { b = true }) and not pcall(string.find, "x") and not pcall(string.match) and not pcall(string.gmatch, "x") and not pcall(string.find, "x", {}) and not pcall(string.find, "x", "x", {}))

-- Long subjects; patterns that go back a long way.
local long = ("a"):rep(5000)
assert(#long:match(".*") == 5000 and long:match(".-b") == nil and long:match("^a-$") == long and long:find("b") == nil and #long:match("a+") == 5000 and (long .. "b"):find("b", 1, true) == 5001 and #long:gsub("a", "bc") == 10000)
assert(("a"):rep(20):match(("a?"):rep(12) .. ("a"):rep(20)) == ("a"):rep(20))

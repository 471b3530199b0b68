-- Tokens: numerals, strings and their escapes, long brackets, comments, names, keywords, line ends.

local function value(text) return assert(load("return " .. text, "=c"))() end
local function rejected(text)
  local f, message = load(text, "=c")
  assert(f == nil, text)
  return message
end

-- Every escape in a quoted string.
local escapes = {
  { [["\a"]], 7 }, { [["\b"]], 8 }, { [["\t"]], 9 }, { [["\n"]], 10 }, { [["\v"]], 11 }, { [["\f"]], 12 }, { [["\r"]], 13 },
  { [["\\"]], 92 }, { [["\""]], 34 }, { [['\'']], 39 }, { [["\'"]], 39 }, { [['"']], 34 },
  { [["\0"]], 0 }, { [["\00"]], 0 }, { [["\000"]], 0 }, { [["\9"]], 9 }, { [["\09"]], 9 }, { [["\65"]], 65 }, { [["\065"]], 65 },
  { [["\255"]], 255 }, { [["\127"]], 127 }, { [["\x00"]], 0 }, { [["\x41"]], 65 }, { [["\xff"]], 255 }, { [["\xFf"]], 255 }, { [["\x7F"]], 127 },
}
for _, case in ipairs(escapes) do
  local text = value(case[1])
  assert(#text == 1 and text:byte() == case[2], case[1])
end
for code = 0, 255 do
  assert(value(string.format("'\\%d'", code)) == string.char(code))
  assert(value(string.format("'\\%03d0'", code)) == string.char(code) .. "0")
  assert(value(string.format("'\\x%02x'", code)) == string.char(code))
  assert(value(string.format("'\\x%02X0'", code)) == string.char(code) .. "0")
end
assert("\0651" == "A1" and "\65\066C" == "ABC" and "\x41\x42C" == "ABC" and "\10\0010" == "\n\0010")
assert(#"\0\0\0" == 3 and "\0a" ~= "\0" and "a\0a" > "a" and "a\0b" ~= "a\0c")
assert("\z   x" == "x" and "a\z

        b" == "ab" and "\z" == "" and "a\z b\z	c" == "abc")
assert("line\
next" == "line\nnext" and #"\
" == 1)
assert(value('"a\\\r\nb"') == "a\nb" and value('"a\\\n\rb"') == "a\nb" and value('"a\\\rb"') == "a\nb")
assert(value('"a\\z\r\n\r\n \t\v\fb"') == "ab")

-- What is no escape.
local broken = {
  { [[x = "\g"]], [[c:1: invalid escape sequence near '\g']] },
  { [[x = "abc\q"]], [[c:1: invalid escape sequence near '\q']] },
  { [[x = "\."]], [[c:1: invalid escape sequence near '\.']] },
  { [[x = "\xr"]], [[c:1: hexadecimal digit expected near '\xr']] },
  { [[x = "\x1q"]], [[c:1: hexadecimal digit expected near '\x1q']] },
  { [[x = "\x"]], [[c:1: hexadecimal digit expected near '\x"']] },
  { [[x = "\256"]], [[c:1: decimal escape too large near '\256']] },
  { [[x = "\999 "]], [[c:1: decimal escape too large near '\999']] },
  { [[x = "\300"]], [[c:1: decimal escape too large near '\300']] },
  { "x = 'abc", "c:1: unfinished string near <eof>" },
  { "x = \"abc\n", "c:1: unfinished string near '\"abc'" },
  { "x = 'a\nb'", "c:1: unfinished string near ''a'" },
  { "x = [[abc", "c:1: unfinished long string near <eof>" },
  { "x = [==[abc]=]", "c:1: unfinished long string near <eof>" },
  { "--[[ abc", "c:1: unfinished long comment near <eof>" },
  { "--[=[ abc]]\n\n", "c:3: unfinished long comment near <eof>" },
  { "x = [=abc", "c:1: invalid long string delimiter near '[='" },
  { "x = [==", "c:1: invalid long string delimiter near '[=='" },
}
for _, case in ipairs(broken) do
  local message = rejected(case[1])
  assert(message == case[2], message)
end
for _, case in ipairs(broken) do
  local message = rejected("\n\n" .. case[1])
  local line = 2 + tonumber(case[2]:match("^c:(%d+):"))
  assert(message:match("^c:(%d+):") == tostring(line), message)
end

-- Long brackets.
assert([[a]] == "a" and [==[a]==] == "a" and [[
a]] == "a" and [[

a]] == "\na" and [[a
]] == "a\n")
assert([==[]]]==] == "]]" and [=[]]]=] == "]]" and [=[[[]]]=] == "[[]]" and [===[]==]]===] == "]==]")
assert([[\n\z\065]] == "\\n\\z\\065" and #[[\]] == 1 and [["']] == "\"'")
assert([=[
]]
]=] == "]]\n")
assert(value("[[a\r\nb\n\rc\rd\ne]]") == "a\nb\nc\nd\ne")
assert(value("[[\r\n\r\nx]]") == "\nx" and value("[[\n\n\rx]]") == "\nx" and value("[[\r\rx]]") == "\nx")
assert(value("[==[" .. ("x"):rep(100000) .. "]==]") == ("x"):rep(100000))
for level = 0, 20 do
  local equals = ("="):rep(level)
  assert(value("[" .. equals .. "[ ]" .. ("="):rep(level + 1) .. "] ]" .. equals .. "]") == " ]" .. ("="):rep(level + 1) .. "] ")
end

-- Comments.
assert(value("1 -- + 1") == 1 and value("1 --[[ + 1 ]] + 2") == 3 and value("1 --[==[ + 1 ]] ]==] + 2") == 3)
assert(value("1 --[ [ + 1\n + 3") == 4 and value("1 --[=x\n + 3") == 4 and value("1 --\n+ 1") == 2 and value("--\n--\n7") == 7)
assert(value("--[[\n]]--[[\n]]7--") == 7)
assert(load("") and load("--") and load("  \t\n\v\f\r") and load("-- only a comment") and load("--[[]]"))
assert(load("# only a first line\nreturn 5") == nil)

-- Numerals.
local numerals = {
  { "0", 0 }, { "7", 7 }, { "007", 7 }, { "1e1", 10 }, { "1E1", 10 }, { "1e+1", 10 }, { "1e-1", 0.1 }, { ".5", 0.5 }, { "5.", 5 },
  { "0.5", 0.5 }, { ".5e1", 5 }, { "5.e1", 50 }, { "00.50", 0.5 }, { "0x0", 0 }, { "0xff", 255 }, { "0XFF", 255 }, { "0xAbC", 2748 },
  { "0x.8", 0.5 }, { "0x8.", 8 }, { "0x1.8", 1.5 }, { "0xA.8p0", 10.5 }, { "0x1p4", 16 }, { "0x1P4", 16 }, { "0x1p+4", 16 }, { "0x1p-1", 0.5 },
  { "0x.1p4", 1 }, { "0xa.8p1", 21 }, { "0xffffffff", 4294967295 }, { "0x7fffffffffffffff", 2 ^ 63 }, { "0xffffffffffffffff", 2 ^ 64 },
  { "1e308", 10 ^ 308 }, { "1e309", math.huge }, { "1e-400", 0 }, { "123456789012345678901234567890", 1.2345678901234568e29 },
  { "9007199254740993", 9007199254740992 }, { "0.1e1", 1 }, { "3.14159", 3.14159 }, { "4.9e-324", 2 ^ -1074 }, { "0x1p-1074", 2 ^ -1074 },
  { "0x1p1023", 2 ^ 1023 }, { "0xep1", 28 }, { "0e12", 0 }, { "0x0.1E", 0x1E / 0x100 }, { "0xA.a", 10 + 10 / 16 }, { "0xa.aP4", 0xAA }, { "0x4P-2", 1 }, { "0x1.1", 1 + 1 / 16 }, { "0xabp1", 0xab * 2 },
}
for _, case in ipairs(numerals) do
  assert(value(case[1]) == case[2] and tonumber(case[1]) == case[2], case[1])
  assert(value("-" .. case[1]) == -case[2] and tonumber("-" .. case[1]) == -case[2])
end
for _, text in ipairs({ "0x", "1e", "1e+", "0xg", "1x", "1.2.3", "0x1.2.3", "3e2e2", "0x1p", "0x1p+", "1a", "0b1", "1_000", "5..5", "0x.", "1e1.0", "0x1p1p1", "08x", "..1", "1..2.." }) do
  assert(load("return " .. text) == nil, text)
end
assert(rejected("x = 1a"):find("malformed number near '1a'", 1, true))
assert(rejected("x = 0xg"):find("malformed number near '0x'", 1, true))
assert(rejected("x = 1..2"):find("malformed number near '1..2'", 1, true))
assert(rejected("x = 3e"):find("malformed number near '3e'", 1, true))
assert(value("1 ..2") == "12" and value("1 .. 2") == "12" and value("1. ..2") == "12" and value("2-1") == 1 and value("2- -1") == 3)

-- Names and keywords.
local _, _a, __, _1, a1, A = 1, 2, 3, 4, 5, 6
assert(_ == 1 and _a == 2 and __ == 3 and _1 == 4 and a1 == 5 and A == 6 and a == nil)
local And, ends, nilly, truez, functional, goto_ = 1, 2, 3, 4, 5, 6
assert(And + ends + nilly + truez + functional + goto_ == 21)
for word in ("and break do else elseif end false for function goto if in local nil not or repeat return then true until while"):gmatch("%a+") do
  assert(load("local " .. word .. " = 1") == nil, word)
  assert(load("t." .. word .. " = 1") == nil and load("t = {" .. word .. " = 1}") == nil and load("t:" .. word .. "()") == nil)
  local f = load("local t = {} t['" .. word .. "'] = 1 return t." .. word .. "_ == nil and t['" .. word .. "']")
  assert(f() == 1)
end
local long = ("x"):rep(10000)
assert(load("local " .. long .. " = 5 return " .. long)() == 5)
assert(load(long .. " = 5 local r = " .. long .. " " .. long .. " = nil return r")() == 5 and _G[long] == nil)
for _, byte in ipairs({ 128, 200, 255, 36, 64, 96, 33, 63, 92, 1, 127 }) do
  assert(load("x" .. string.char(byte) .. " = 1") == nil, byte)
end

-- Operators that are several characters long, without room between them.
assert(value("1==1") and value("1~=2") and value("1<=1") and value("2>=1") and value("'a'..'b'=='ab'") and value("not(1~=1)") and value("#'abc'==3"))
assert(value("- - -1") == -1 and value("not not nil") == false and value("-2^2") == -4 and value("2^-1") == 0.5)
assert(load("x = 1 ~ 2") == nil and load("x = 1 = 2") == nil and load("x = !1") == nil and load("x != 1") == nil and load("x = a && b") == nil)

-- All line ends count as one.
for _, lineEnd in ipairs({ "\n", "\r", "\r\n", "\n\r" }) do
  local program = ("x = 1" .. lineEnd):rep(3) .. "error('here')"
  assert(select(2, pcall(load(program, "=c"))) == "c:4: here")
  program = "--[[" .. lineEnd:rep(2) .. "]] local s = [[" .. lineEnd:rep(3) .. "]] error('here')"
  assert(select(2, pcall(load(program, "=c"))) == "c:6: here")
  assert(load("return '" .. ("\\" .. lineEnd):rep(5) .. "'")() == ("\n"):rep(5))
end
x = nil

-- Bytes that are white space, and bytes that are not.
assert(load("return\t1\v+\f2\r\n")() == 3)
for byte = 0, 255 do
  local char = string.char(byte)
  local isSpace = char:find("^%s$") ~= nil
  if isSpace then assert(load("return" .. char .. "5")() == 5, byte) end
  if not char:find("^[%s%w_;,=+%-*/%%^<>(){}%[%].:'\"#~]$") then
    assert(load("return 5 " .. char .. " 5") == nil, byte)
  end
end

-- Any byte may be in a string.
local bytes = {}
for byte = 0, 255 do bytes[#bytes + 1] = string.char(byte) end
local everything = table.concat(bytes)
assert(value(string.format("%q", everything)) == everything)
assert(value("[=[\n" .. everything:gsub("[\r\n]", "") .. "]=]") == everything:gsub("[\r\n]", ""))

-- Errors: the words of messages with the names that the code has for things, lines, levels, error
-- values, protected calls, handlers, stack overflow.

local function message(text, ...)
  local f, rejected = load(text, "=c", "t", setmetatable({}, { __index = _G }))
  if not f then return rejected end
  local ok, raised = pcall(f, ...)
  assert(not ok, text)
  return raised
end

-- What each operation says of what it can't take, and what the code calls that.
local words = {
  -- index
  { "local x; return x.y", "attempt to index local 'x' (a nil value)" },
  { "local x = 5; x.y = 1", "attempt to index local 'x' (a number value)" },
  { "return x.y", "attempt to index global 'x' (a nil value)" },
  { "x.y = 1", "attempt to index global 'x' (a nil value)" },
  { "local t = {} return t.x.y", "attempt to index field 'x' (a nil value)" },
  { "local t = {} t.x.y = 1", "attempt to index field 'x' (a nil value)" },
  { "local t = { x = {} } return t.x.y.z", "attempt to index field 'y' (a nil value)" },
  { "local t = {} return t['a b'].z", "attempt to index field 'a b' (a nil value)" },
  { "local t = {} return t[1].z", "attempt to index field '?' (a nil value)" },
  { "local t, k = {}, 'k' return t[k].z", "attempt to index field '?' (a nil value)" },
  { "local t = {} return t[t].z", "attempt to index field '?' (a nil value)" },
  { "local x; return function() return x.y end", nil },
  { "local x; local function f() return x.y end f()", "attempt to index upvalue 'x' (a nil value)" },
  { "local x; local function f() x.y = 1 end f()", "attempt to index upvalue 'x' (a nil value)" },
  { "local x = {}; local function f() return x.y.z end f()", "attempt to index field 'y' (a nil value)" },
  { "return (5).x", "attempt to index a number value" },
  { "return (true).x", "attempt to index a boolean value" },
  { "return (nil).x", "attempt to index a nil value" },
  { "return (function() end).x", "attempt to index a function value" },
  { "return ('x').y.z", "attempt to index field 'y' (a nil value)" },
  { "return tostring(1).y.z", "attempt to index field 'y' (a nil value)" },
  { "local t = setmetatable({}, { __index = 5 }) return t.x", "attempt to index a number value" },
  { "local t = setmetatable({}, { __newindex = 5 }) t.x = 1", "attempt to index a number value" },
  { "local t = {} return t:m().x", "attempt to call method 'm' (a nil value)" },
  { "local x return x:m()", "attempt to index local 'x' (a nil value)" },
  { "return x:m()", "attempt to index global 'x' (a nil value)" },
  { "local t = {} return t.x:m()", "attempt to index field 'x' (a nil value)" },
  { "local t = { x = 5 } return t.x:m()", "attempt to index field 'x' (a number value)" },
  { "local a, b, c = {} return a.b.c.d", "attempt to index field 'b' (a nil value)" },
  { "local _ENV = { x = 1 } return x.y.z", "attempt to index global 'x' (a number value)" },
  { "local _ENV = {} return x.y", "attempt to index global 'x' (a nil value)" },
  -- call
  { "local f f()", "attempt to call local 'f' (a nil value)" },
  { "f()", "attempt to call global 'f' (a nil value)" },
  { "local t = {} t.f()", "attempt to call field 'f' (a nil value)" },
  { "local t = {} t:f()", "attempt to call method 'f' (a nil value)" },
  { "local t = { f = 5 } t:f()", "attempt to call method 'f' (a number value)" },
  { "local t = {} t[1]()", "attempt to call field '?' (a nil value)" },
  { "local f local function g() f() end g()", "attempt to call upvalue 'f' (a nil value)" },
  { "(5)()", "attempt to call a number value" },
  { "('x')()", "attempt to call constant 'x' (a string value)" },
  { "(nil)()", "attempt to call a nil value" },
  { "({})()", "attempt to call a table value" },
  { "(1 + 1)()", "attempt to call a number value" },
  { "(f or g)()", nil },
  { "local f = 5 return f()", "attempt to call local 'f' (a number value)" },
  { "return f()", "attempt to call global 'f' (a nil value)" },
  { "local t = {} return t.f.g()", "attempt to index field 'f' (a nil value)" },
  { "math.nothing()", "attempt to call field 'nothing' (a nil value)" },
  { "local s = 'x' s:nothing()", "attempt to call method 'nothing' (a nil value)" },
  { "local f = print f = nil f{}", "attempt to call local 'f' (a nil value)" },
  { "tostring(1)()", "attempt to call a string value" },
  { "local a a()()", "attempt to call local 'a' (a nil value)" },
  { "local t = setmetatable({}, { __call = 5 }) t()", "attempt to call local 't' (a table value)" },
  { "for i in 5 do end", "attempt to call a number value" },
  { "for i in nil do end", "attempt to call a nil value" },
  { "local t = {} for i in t do end", "attempt to call a table value" },
  { "a = 1; local a, bbbb = 2, 3; a = math.sin(1) and bbbb(3)", "attempt to call local 'bbbb' (a number value)" },
  { "x, y = 1, 2 y(math.sin(3))", "attempt to call global 'y' (a number value)" },
  -- arithmetic
  { "local a return a + 1", "attempt to perform arithmetic on local 'a' (a nil value)" },
  { "local a return 1 + a", "attempt to perform arithmetic on local 'a' (a nil value)" },
  { "local a = {} return a - 1", "attempt to perform arithmetic on local 'a' (a table value)" },
  { "local a = {} return 2 * a", "attempt to perform arithmetic on local 'a' (a table value)" },
  { "return a / 1", "attempt to perform arithmetic on global 'a' (a nil value)" },
  { "local t = {} return t.x % 1", "attempt to perform arithmetic on field 'x' (a nil value)" },
  { "local t = {} return t.x ^ t.y", "attempt to perform arithmetic on field 'x' (a nil value)" },
  { "local t = { x = 1 } return t.x ^ t.y", "attempt to perform arithmetic on field 'y' (a nil value)" },
  { "local a = {} return -a", "attempt to perform arithmetic on local 'a' (a table value)" },
  { "return -a", "attempt to perform arithmetic on global 'a' (a nil value)" },
  { "return -{}", "attempt to perform arithmetic on a table value" },
  { "return {} + 1", "attempt to perform arithmetic on a table value" },
  { "return 1 + {}", "attempt to perform arithmetic on a table value" },
  { "return 'x' + 1", "attempt to perform arithmetic on a string value" },
  { "return 1 + 'x'", "attempt to perform arithmetic on a string value" },
  { "return -'x'", "attempt to perform arithmetic on constant 'x' (a string value)" },
  { "local s = 'x' return s + 1", "attempt to perform arithmetic on local 's' (a string value)" },
  { "local s = '10' return s + {}", "attempt to perform arithmetic on a table value" },
  { "local a, b = '1', {} return a + b", "attempt to perform arithmetic on local 'b' (a table value)" },
  { "local a, b = {}, {} return a + b", "attempt to perform arithmetic on local 'a' (a table value)" },
  { "local a; local function f() return a + 1 end f()", "attempt to perform arithmetic on upvalue 'a' (a nil value)" },
  { "return nil + 1", "attempt to perform arithmetic on a nil value" },
  { "return true * 2", "attempt to perform arithmetic on a boolean value" },
  { "return print % 2", "attempt to perform arithmetic on global 'print' (a function value)" },
  { "return (print) % 2", "attempt to perform arithmetic on global 'print' (a function value)" },
  { "a = {}; local b = a.x + 1", "attempt to perform arithmetic on field 'x' (a nil value)" },
  { "local a = f and f() or {} return a + 1", "attempt to perform arithmetic on local 'a' (a table value)" },
  { "aaa = {}; x = (aaa or aaa) + (aaa and aaa)", "attempt to perform arithmetic on a table value" },
  { "local t = setmetatable({}, { __add = 5 }) return t + 1", "attempt to call a number value" },
  { "local t = {} t.x = t.x + 1", "attempt to perform arithmetic on field 'x' (a nil value)" },
  { "local t = {} t = t[#t] + 1", "attempt to perform arithmetic on field '?' (a nil value)" },
  { "x = x + 1", "attempt to perform arithmetic on global 'x' (a nil value)" },
  { "local a, b, c; (function () a = b + 1 end)()", "attempt to perform arithmetic on upvalue 'b' (a nil value)" },
  -- concatenation
  { "local a return a .. 'x'", "attempt to concatenate local 'a' (a nil value)" },
  { "local a return 'x' .. a", "attempt to concatenate local 'a' (a nil value)" },
  { "return 'x' .. a", "attempt to concatenate global 'a' (a nil value)" },
  { "return a .. b", "attempt to concatenate global 'a' (a nil value)" },
  { "return a .. b .. c", "attempt to concatenate global 'b' (a nil value)" },
  { "return 'x' .. b .. 'y'", "attempt to concatenate global 'b' (a nil value)" },
  { "local t = {} return 'x' .. t.y", "attempt to concatenate field 'y' (a nil value)" },
  { "return 'x' .. nil", "attempt to concatenate a nil value" },
  { "return 'x' .. {}", "attempt to concatenate a table value" },
  { "return (1) .. {}", "attempt to concatenate a table value" },
  { "return {} .. 1 .. 2", "attempt to concatenate a table value" },
  { "return 1 .. {} .. 2", "attempt to concatenate a table value" },
  { "return 1 .. true", "attempt to concatenate a boolean value" },
  { "local a, b = 'x', {} return a .. b .. a", "attempt to concatenate local 'b' (a table value)" },
  { "local a, b = 'x', {} return b .. a .. a", "attempt to concatenate local 'b' (a table value)" },
  { "local a; local function f() return 'x' .. a end f()", "attempt to concatenate upvalue 'a' (a nil value)" },
  { "x = print .. 'a'", "attempt to concatenate global 'print' (a function value)" },
  -- length
  { "local a return #a", "attempt to get length of local 'a' (a nil value)" },
  { "return #a", "attempt to get length of global 'a' (a nil value)" },
  { "local t = {} return #t.x", "attempt to get length of field 'x' (a nil value)" },
  { "return #5", "attempt to get length of a number value" },
  { "return #nil", "attempt to get length of a nil value" },
  { "local a; local function f() return #a end f()", "attempt to get length of upvalue 'a' (a nil value)" },
  { "local n = 5 return #n + 1", "attempt to get length of local 'n' (a number value)" },
  -- comparison
  { "return 1 < 'x'", "attempt to compare number with string" },
  { "return 'x' < 1", "attempt to compare string with number" },
  { "return 1 > 'x'", "attempt to compare string with number" },
  { "return 1 <= 'x'", "attempt to compare number with string" },
  { "return 1 >= 'x'", "attempt to compare string with number" },
  { "return {} < {}", "attempt to compare two table values" },
  { "return {} <= 1", "attempt to compare table with number" },
  { "return nil < nil", "attempt to compare two nil values" },
  { "return nil > 1", "attempt to compare number with nil" },
  { "return true < false", "attempt to compare two boolean values" },
  { "return print < print", "attempt to compare two function values" },
  { "return print < 10", "attempt to compare function with number" },
  { "return coroutine.create(print) < coroutine.create(print)", "attempt to compare two thread values" },
  { "local t = setmetatable({}, { __lt = function() end }) return t <= {} and t < 1 and error('x', 0) or 1 < t and {} < 1 or {} < 1", nil },
  -- keys, loops, chains
  { "local t = {} t[nil] = 1", "table index is nil" },
  { "local t = {} t[0 / 0] = 1", "table index is NaN" },
  { "return { [nil] = 1 }", "table index is nil" },
  { "for i = 'a', 2 do end", "'for' initial value must be a number" },
  { "for i = 1, {} do end", "'for' limit must be a number" },
  { "for i = 1, 2, print do end", "'for' step must be a number" },
  { "local t = {} setmetatable(t, { __index = t }) return t.x", "loop in gettable" },
  { "local t = {} setmetatable(t, { __newindex = t }) t.x = 1", "loop in settable" },
  -- arguments, by the name of the call
  { "string.rep()", "bad argument #1 to 'rep' (string expected, got no value)" },
  { "string.rep(nil)", "bad argument #1 to 'rep' (string expected, got nil)" },
  { "string.rep('x')", "bad argument #2 to 'rep' (number expected, got no value)" },
  { "string.rep('x', {})", "bad argument #2 to 'rep' (number expected, got table)" },
  { "string.rep('x', 'y')", "bad argument #2 to 'rep' (number expected, got string)" },
  { "('x'):rep({})", "bad argument #1 to 'rep' (number expected, got table)" },
  { "('x'):rep()", "bad argument #1 to 'rep' (number expected, got no value)" },
  { "('x'):rep(1, {})", "bad argument #2 to 'rep' (string expected, got table)" },
  { "local r = string.rep r()", "bad argument #1 to 'r' (string expected, got no value)" },
  { "local t = { f = string.rep } t.f()", "bad argument #1 to 'f' (string expected, got no value)" },
  { "local t = { f = string.rep } t:f()", "calling 'f' on bad self (string expected, got table)" },
  { "local t = { string.rep } t[1]()", "bad argument #1 to '?' (string expected, got no value)" },
  { "(string.rep or print)()", "bad argument #1 to 'string.rep' (string expected, got no value)" },
  { "local r = string.rep local function f() r() end f()", "bad argument #1 to 'r' (string expected, got no value)" },
  { "return string.rep()", "bad argument #1 to 'rep' (string expected, got no value)" },
  { "setmetatable(1, {})", "bad argument #1 to 'setmetatable' (table expected, got number)" },
  { "setmetatable({}, 1)", "bad argument #2 to 'setmetatable' (nil or table expected)" },
  { "getmetatable()", "bad argument #1 to 'getmetatable' (value expected)" },
  { "ipairs()", "bad argument #1 to 'ipairs' (table expected, got no value)" },
  { "pairs(nil)", "bad argument #1 to 'pairs' (table expected, got nil)" },
  { "for k in pairs do end", "bad argument #1 to 'for iterator' (table expected, got nil)" },
  { "for k in pairs(nil) do end", "bad argument #1 to 'pairs' (table expected, got nil)" },
  { "for k in next, {}, 'no key' do end", "invalid key to 'next'" },
  { "for k in next, 5 do end", "bad argument #1 to 'for iterator' (table expected, got number)" },
  { "local t = setmetatable({}, { __index = string.rep }) return t.x", "bad argument #1 to '__index' (string expected, got table)" },
  { "local t = setmetatable({}, { __add = string.rep }) return t + 1", "bad argument #1 to '__add' (string expected, got table)" },
  { "local t = setmetatable({}, { __call = string.rep }) t()", "bad argument #1 to 't' (string expected, got table)" },
  { "table.concat({ {} })", "invalid value (table) at index 1 in table for 'concat'" },
  { "table.concat({ 1, nil, 3 }, ',', 1, 3)", "invalid value (nil) at index 2 in table for 'concat'" },
  { "table.insert({}, 1, 2, 3)", "wrong number of arguments to 'insert'" },
  { "table.insert({}, 5, 2)", "bad argument #2 to 'insert' (position out of bounds)" },
  { "table.sort({ 1, 2 }, 5)", "bad argument #2 to 'sort' (function expected, got number)" },
  { "string.char(256)", "bad argument #1 to 'char' (value out of range)" },
  { "string.char(1, -1)", "bad argument #2 to 'char' (value out of range)" },
  { "string.format('%d', 'x')", "bad argument #2 to 'format' (number expected, got string)" },
  { "string.format('%d')", "bad argument #2 to 'format' (no value)" },
  { "('%d'):format({})", "bad argument #1 to 'format' (number expected, got table)" },
  { "string.format('%y', 1)", "invalid option '%y' to 'format'" },
  { "('x'):find('[a')", "malformed pattern (missing ']')" },
  { "('x'):find('%')", "malformed pattern (ends with '%')" },
  { "('x'):find('(')", "unfinished capture" },
  { "('x'):match('x)')", "invalid pattern capture" },
  { "('x'):gsub('x', '%2')", "invalid capture index" },
  { "('x'):gsub('x', true)", "bad argument #2 to 'gsub' (string/function/table expected)" },
  { "('x'):gsub('x', function() return {} end)", "invalid replacement value (a table)" },
  { "tonumber('1', 99)", "bad argument #2 to 'tonumber' (base out of range)" },
  { "math.floor('x')", "bad argument #1 to 'floor' (number expected, got string)" },
  { "math.floor({})", "bad argument #1 to 'floor' (number expected, got table)" },
  { "math.random(0)", "bad argument #1 to 'random' (interval is empty)" },
  { "math.random(2, 1)", "bad argument #2 to 'random' (interval is empty)" },
  { "math.random(1, 2, 3)", "wrong number of arguments" },
  { "select(0)", "bad argument #1 to 'select' (index out of range)" },
  { "rawlen(5)", "bad argument #1 to 'rawlen' (table or string expected)" },
  { "xpcall(print)", "bad argument #2 to 'xpcall' (value expected)" },
  { "pcall()", "bad argument #1 to 'pcall' (value expected)" },
  { "coroutine.create()", "bad argument #1 to 'create' (function expected, got no value)" },
  { "coroutine.create(5)", "bad argument #1 to 'create' (function expected, got number)" },
  { "coroutine.wrap({})", "bad argument #1 to 'wrap' (function expected, got table)" },
  { "coroutine.resume(5)", "bad argument #1 to 'resume' (coroutine expected)" },
  { "coroutine.status()", "bad argument #1 to 'status' (coroutine expected)" },
  { "bit32.band({})", "bad argument #1 to 'band' (number expected, got table)" },
  { "bit32.extract(1, 40)", "trying to access non-existent bits" },
  { "tostring()", "bad argument #1 to 'tostring' (value expected)" },
  { "type()", "bad argument #1 to 'type' (value expected)" },
  { "assert(false)", "assertion failed!" },
  { "assert(nil, 'said')", "said" },
  { "assert(false, 17)", "17" },
  { "assert()", "assertion failed!" },
  { "error('said')", "said" },
  { "error(17)", "17" },
}
local differing = {}
for _, case in ipairs(words) do
  if case[2] then
    local got = message(case[1])
    local plain = type(got) == "string" and got:gsub("^c:1: ", "")
    if plain ~= case[2] then differing[#differing + 1] = case[1] .. " -> " .. tostring(got) end
  end
end
assert(#differing == 0, "\n" .. table.concat(differing, "\n"))
-- These have no position: a host function, or the error itself, raised them.
for _, text in ipairs({ "pcall(nil) error(select(2, pcall(nil)), 0)", "error('x', 0)", "error(select(2, pcall(string.rep)), 0)", "table.sort({ 1, 'x' })", "rawset({}, nil, 1)" }) do
  assert(not message(text):find("^c:"), message(text))
end
assert(select(2, pcall(string.rep)) == "bad argument #1 to 'string.rep' (string expected, got no value)")
assert(select(2, pcall(table.concat, 5)) == "bad argument #1 to 'table.concat' (table expected, got number)")
assert(select(2, pcall(math.floor, {})) == "bad argument #1 to 'math.floor' (number expected, got table)")
assert(select(2, pcall(nil)) == "attempt to call a nil value" and select(2, pcall({})) == "attempt to call a table value")
assert(select(2, pcall(table.sort, { 1, "x" })) == "attempt to compare string with number" or select(2, pcall(table.sort, { 1, "x" })) == "attempt to compare number with string")
for _, found in ipairs({ select(2, pcall(string.gsub, "x", "x", setmetatable)), select(2, pcall(setmetatable, 1)) }) do
  assert(found:find("^bad argument #1 to '_?G?%.?setmetatable' %(table expected, got %a+%)$"), found)
end

-- Names beyond what an operand of an instruction can hold.
local many = {}
for i = 1, 400 do many[i] = "a = x" .. i end
many = table.concat(many, "; ")
assert(message(many .. "; a = bbb + 1") == "c:1: attempt to perform arithmetic on global 'bbb' (a nil value)")
assert(message("local _ENV = _ENV;" .. many .. "; a = bbb + 1") == "c:1: attempt to perform arithmetic on global 'bbb' (a nil value)")
assert(message(many .. "; local t = {}; a = t.bbb + 1") == "c:1: attempt to perform arithmetic on field 'bbb' (a nil value)")
assert(message(many .. "; local t = {}; t:bbb()") == "c:1: attempt to call method 'bbb' (a nil value)")
-- Lines, of expressions, statements and calls over several lines.
local function lineOf(text, ...) return tonumber(message(text, ...):match("^c:(%d+):")) end
local lines = {
  { "local a\n for i=1,'a' do \n print(i) \n end", 2 }, { "\n local a \n for k,v in 3 \n do \n print(k) \n end", 3 }, { "\n\n for k,v in \n 3 \n do \n print(k) \n end", 4 },
  { "function a.x.y ()\na=a+1\nend", 1 }, { "a = \na\n+\n{}", 3 }, { "a = \n3\n+\n(\n4\n/\nprint)", 6 }, { "a = \nprint\n+\n(\n4\n/\n7)", 3 }, { "a\n=\n-\n\nprint\n;", 3 },
  { "a\n(\n23)\n", 1 }, { "local a = {x = 13}\na\n.\nx\n(\n23\n)\n", 2 }, { "local a = {x = 13}\na\n.\nx\n(\n23 + a\n)\n", 6 }, { "local a\na.x = 1", 2 }, { "local a = {}\n\na.x.y\n=\n1", 5 },
  { "local t = {}\nt\n:\nm\n(\n)", 2 }, { "local a = {}\nlocal b = a.x\n.y", 3 }, { "local a =\n{\n1,\n2 + {},\n3\n}", 4 }, { "return\n1 <\n'x'", 3 }, { "local a = 'x' ..\n'y' ..\n{}", 2 },
  { "error(\n'x'\n)", 1 }, { "error\n(\n'x'\n)", 1 }, { "\n\nerror 'x'", 3 }, { "if\nnil\n+ 1\nthen end", 3 }, { "while\n1 < {}\ndo end", 2 }, { "repeat\nuntil\n#nil", 3 }, { "local function f()\nreturn\nnil + 1\nend\nf()", 3 },
  { "return (function()\n\nerror('x')\nend)()", 3 }, { "local f = function() end\nf(\n1,\nx.y,\n2)", 4 }, { "local t = setmetatable({}, { __index = function()\nerror('x')\nend })\nreturn t.x", 2 },
  { "for _ in function()\nerror('x')\nend do end", 2 }, { "goto l\n::l::\nx.y = 1", 3 }, { "local a, b = 1,\nnil + 1", 2 }, { "do\n\n\nend error('x')", 4 }, { "--[[\n\n]] error('x')", 3 }, { "local s = [[\n\n\n]] error('x')", 4 }, { "local s = 'a\\\n\\\nb' error('x')", 3 },
  { "x = 1 x = x\n+ {}", 2 }, { "return not\n#\nnil", 2 }, { "return -\n{}", 1 }, { "return {} ..\n1", 1 }, { "local a a\n{}", 1 }, { "local a a\n''", 1 }, { "string\n.\nrep\n(\n)", 1 },
}
for _, case in ipairs(lines) do assert(lineOf(case[1]) == case[2], case[1] .. " -> " .. message(case[1])) end

-- Error levels: whose position the message gets.
local program = [[
function g() f() end
function f(x) error('a', X) end
g()
]]
for level, expected in pairs({ [0] = "a", [1] = "c:2: a", [2] = "c:1: a", [3] = "c:3: a", [4] = "a", [100] = "a", [-1] = "a" }) do
  X = level
  assert(message(program) == expected)
end
f, g, X = nil
assert(message("error('x', '2')") == "x" and message("local function f() error('x', '2') end\nf()") == "c:2: x" and not pcall(error, "x", {}))
assert(message("local function f() error('x', 2) end\nlocal t = setmetatable({}, { __add = f })\nreturn t + 1") == "c:3: x")
assert(message("for _ in\nfunction() error('x', 2) end do\nend") == "c:2: x" or message("for _ in\nfunction() error('x', 2) end do\nend") == "c:1: x")
assert(message("table.sort({ 1, 2, 3 }, function() error('x', 2) end)") == "x")
assert(message("\ntable.sort({ 1, 2, 3 }, function() error('x', 3) end)") == "c:2: x")
assert(message("local function f() error('x', 2) end\nlocal function g() return f() end\ng()") == "c:3: x")
assert(message("local co = coroutine.wrap(function() error('x') end)\nco()") == "c:2: c:1: x")
assert(message("local co = coroutine.wrap(function() error({}) end)\nlocal ok, e = pcall(co) assert(type(e) == 'table') error('fine', 0)") == "fine")
assert(message("local co = coroutine.wrap(function() end) co()\nco()") == "c:2: cannot resume dead coroutine")

-- Error values: anything, unchanged; nil; numbers get a position as text.
local object = {}
for _, value in ipairs({ object, true, false, print, coroutine.create(print) }) do
  local ok, raised = pcall(error, value)
  assert(not ok and raised == value)
  ok, raised = pcall(error, value, 2)
  assert(raised == value)
  ok, raised = pcall(function() error(value) end)
  assert(raised == value)
  ok, raised = pcall(coroutine.wrap(function() error(value) end))
  assert(raised == value)
end
assert(select("#", pcall(error)) == 2 and select(2, pcall(error)) == nil and select(2, pcall(error, nil)) == nil and select(2, pcall(function() error() end)) == nil)
assert(message("error(5)") == "c:1: 5" and select(2, pcall(error, 5)) == "5" and select(2, pcall(error, 5, 0)) == 5 and select(2, pcall(error, "x")) == "x" and message("error(5, 0)") == 5)
assert(message("error('\\0\\255')") == "c:1: \0\255" and message("error('')") == "c:1: ")
local tostringed = setmetatable({}, { __tostring = function() return "shown" end })
assert(select(2, pcall(error, tostringed)) == tostringed)

-- pcall: results, nesting, errors passed on.
assert(select("#", pcall(function() end)) == 1 and select("#", pcall(function() return nil, nil end)) == 3 and select(2, pcall(function(...) return ... end, 7)) == 7)
local function nested(n) if n == 0 then error("bottom", 0) end local ok, e = pcall(nested, n - 1) error(e .. n, 0) end
assert(select(2, pcall(nested, 5)) == "bottom12345")
assert(select(3, pcall(pcall, error)) == nil and select(2, pcall(pcall, error)) == false and select(2, pcall(pcall, pcall, error)) == true)
local finally = {}
for i = 1, 3 do local ok = pcall(function() finally[i] = true error() end) assert(not ok) end
assert(finally[1] and finally[3])
do -- Variables keep what they had when the error was raised.
  local a, b = 1, 2
  pcall(function() a = 10 error() b = 20 end)
  assert(a == 10 and b == 2)
end

-- xpcall: the handler gets the value and gives the result; arguments are passed.
assert(select(2, xpcall(error, function(e) return e .. "!" end, "x")) == "x!")
assert(select("#", xpcall(error, function() return 1, 2 end)) == 2 and select("#", xpcall(error, function() end)) == 2)
assert(select(2, xpcall(function() local x return x.y end, function(e) return (e:gsub("^.-:%d+: ", "")) end)) == "attempt to index local 'x' (a nil value)")
assert(xpcall(string.find, error, "alo", "al") and select(3, xpcall(string.find, error, "alo", "al")) == 2 and select(2, xpcall(function(...) return select("#", ...) end, error, nil, nil)) == 2)
assert(type(select(2, xpcall(string.find, function() return {} end, true, "al"))) == "table")
local res, raised = xpcall(error, error)
assert(not res and type(raised) == "string")
assert(select(2, xpcall(function() error({ msg = "x" }) end, function(r) return { msg = r.msg .. "y" } end)).msg == "xy")
local ok, inner = xpcall(function() local ok, e = xpcall(error, function(e) return e .. 1 end, "e") error(e .. 2, 0) end, function(e) return e .. 3 end)
assert(not ok and inner == "e123")
ok, inner = xpcall(function() return pcall(error, "in") end, function() return "not called" end)
assert(ok and inner == false)
assert(not pcall(xpcall) and not pcall(xpcall, print) and not xpcall(5, function() end))
assert(select(2, xpcall(nil, function(e) return e end)) == "attempt to call a nil value")

-- Stack overflow is an error like others, again and again, and the stack is whole afterwards.
local function overflow(text) return text:find("stack overflow", 1, true) end
local function deep() return 1 + deep() end
for _ = 1, 3 do
  local ok, e = pcall(deep)
  assert(not ok and e:find("^.-:%d+: stack overflow") and #e < 400)
end
local function varargDeep(...) return 1 + varargDeep(1, ...) end
assert(overflow(select(2, pcall(varargDeep))))
local t = setmetatable({}, {})
getmetatable(t).__index = function(t, k) return t[k .. "x"] end
assert(overflow(select(2, pcall(function() return t.x end))))
getmetatable(t).__add = function(a, b) return a + b end
assert(overflow(select(2, pcall(function() return t + 1 end))))
getmetatable(t).__eq = function(a, b) return a == setmetatable({}, getmetatable(t)) end
assert(overflow(select(2, pcall(function() return t == setmetatable({}, getmetatable(t)) end))))
getmetatable(t).__concat = function(a, b) return a .. b end
assert(overflow(select(2, pcall(function() return t .. 1 end))))
getmetatable(t).__tostring = function(a) return tostring(a) end
assert(overflow(select(2, pcall(tostring, t))))
local function protected() local ok, e = pcall(protected) if not ok then error(e, 0) end return ok end
assert(overflow(select(2, pcall(protected))))
local function replaced(s) return (s:gsub(".", replaced)) end
assert(overflow(select(2, pcall(replaced, "ab"))))
local function sorted() table.sort({ 1, 2, 3 }, sorted) end
assert(overflow(select(2, pcall(sorted))))
local function loaded() return load(loaded) end
assert(pcall(loaded))
local function resumed() local ok, e = coroutine.resume(coroutine.create(resumed)) if not ok then error(e, 0) end end
assert(overflow(select(2, pcall(resumed))))
local function wrapped() coroutine.wrap(wrapped)() end
assert(not pcall(wrapped))
local function iterated() for _ in iterated do end end
assert(overflow(select(2, pcall(iterated))))
assert(pcall(pcall, pcall, pcall) and deep ~= nil and math.max(1, 2) == 2)

-- Source names in messages are cut at 60 characters.
for i = 40, 80 do
  for _, name in ipairs({ "@" .. ("x"):rep(i), ("x"):rep(i), "=" .. ("x"):rep(i) }) do
    local _, e = load("x = ", name)
    local shown = e:match("^(.*):1: unexpected symbol near <eof>$")
    assert(#shown <= 59, shown)
    if name:sub(1, 1) == "@" then assert(shown == (i <= 59 and name:sub(2) or "..." .. name:sub(-56))) end
    if name:sub(1, 1) == "=" then assert(shown == name:sub(2, 60)) end
    if name:sub(1, 1) == "x" then assert(shown == '[string "' .. (i < 45 and name or name:sub(1, 45) .. "...") .. '"]') end
  end
end

-- Operators and their precedence, short circuits, statements, constructors, assignment.

-- Precedence: each row is an expression without and with parentheses.
local same = {
  { "2 ^ 3 ^ 2", "2 ^ (3 ^ 2)", 512 }, { "-2 ^ 2", "-(2 ^ 2)", -4 }, { "2 ^ -2", "2 ^ (-2)", 0.25 }, { "2 ^ - - 2", "2 ^ (-(-2))", 4 },
  { "1 + 2 * 3", "1 + (2 * 3)", 7 }, { "1 * 2 + 3", "(1 * 2) + 3", 5 }, { "7 - 3 - 2", "(7 - 3) - 2", 2 }, { "8 / 4 / 2", "(8 / 4) / 2", 1 },
  { "7 % 4 % 2", "(7 % 4) % 2", 1 }, { "2 * 3 % 4", "(2 * 3) % 4", 2 }, { "5 % 3 * 2", "(5 % 3) * 2", 4 }, { "2 * 2 ^ 3", "2 * (2 ^ 3)", 16 },
  { "-3 * 2", "(-3) * 2", -6 }, { "-3 + 2", "(-3) + 2", -1 }, { "- 3 % 5", "(-3) % 5", 2 }, { "not nil == true", "(not nil) == true", true },
  { "not 1 == 2", "(not 1) == 2", false }, { "#'abc' + 1", "(#'abc') + 1", 4 }, { "-#'abc'", "-(#'abc')", -3 }, { "#'ab' ^ 2", "#('ab' ^ 2)", nil },
  { "'a' .. 'b' == 'ab'", "('a' .. 'b') == 'ab'", true }, { "1 .. 2 + 3", "1 .. (2 + 3)", "15" }, { "'a' .. 1 * 2", "'a' .. (1 * 2)", "a2" },
  { "'a' .. 'b' .. 'c'", "'a' .. ('b' .. 'c')", "abc" }, { "1 < 2 == true", "(1 < 2) == true", true }, { "true == 1 < 2", "(true == 1) < 2", nil },
  { "1 + 1 < 3", "(1 + 1) < 3", true }, { "1 < 2 and 2 < 3", "(1 < 2) and (2 < 3)", true }, { "nil or 1 and 2", "nil or (1 and 2)", 2 },
  { "1 and 2 or 3", "(1 and 2) or 3", 2 }, { "nil and 2 or 3", "(nil and 2) or 3", 3 }, { "1 or 2 and 3", "1 or (2 and 3)", 1 },
  { "false or nil == nil", "false or (nil == nil)", true }, { "not nil and 1", "(not nil) and 1", 1 }, { "not (nil and 1)", "not ((nil and 1))", true },
  { "2 - - 3", "2 - (-3)", 5 }, { "2 - -3 ^ 2", "2 - (-(3 ^ 2))", 11 }, { "- -2 ^ 2", "-(-(2 ^ 2))", 4 }, { "not not 1", "not (not 1)", true },
  { "1 ~= 2 == true", "(1 ~= 2) == true", true }, { "3 > 2 ~= false", "(3 > 2) ~= false", true }, { "1 <= 1 and 1 >= 1", "(1 <= 1) and (1 >= 1)", true },
  { "5 - 2 .. ''", "(5 - 2) .. ''", "3" }, { "-1 .. ''", "(-1) .. ''", "-1" }, { "2 ^ 2 .. 1", "(2 ^ 2) .. 1", "41" }, { "1 .. -2", "1 .. (-2)", "1-2" },
}
for _, row in ipairs(same) do
  local plainOk, plain = pcall(load("return " .. row[1]))
  local groupedOk, grouped = pcall(load("return " .. row[2]))
  assert(plainOk == groupedOk and (not plainOk or plain == grouped), row[1])
  assert(row[3] == nil or plain == row[3], row[1])
end

-- Every pair of binary operators groups by their priorities.
local priority = { ["or"] = 1, ["and"] = 2, ["<"] = 3, ["=="] = 3, ["~="] = 3, [".."] = 4, ["+"] = 5, ["-"] = 5, ["*"] = 6, ["/"] = 6, ["%"] = 6, ["^"] = 8 }
local rightFirst = { [".."] = true, ["^"] = true }
local function traced(name)
  local mt = {}
  local function node(label) return setmetatable({ label = label }, mt) end
  local function text(x) return type(x) == "table" and x.label or tostring(x) end
  for event, symbol in pairs({ __add = "+", __sub = "-", __mul = "*", __div = "/", __mod = "%", __pow = "^", __concat = ".." }) do
    mt[event] = function(a, b) return node("(" .. text(a) .. symbol .. text(b) .. ")") end
  end
  return node(name)
end
local operators = { "+", "-", "*", "/", "%", "^", ".." }
for _, first in ipairs(operators) do
  for _, second in ipairs(operators) do
    local f = load("local a, b, c = ... return a " .. first .. " b " .. second .. " c")
    local got = f(traced("a"), traced("b"), traced("c")).label
    local left = priority[first] > priority[second] or (priority[first] == priority[second] and not rightFirst[first])
    local want = left and "((a" .. first .. "b)" .. second .. "c)" or "(a" .. first .. "(b" .. second .. "c))"
    assert(got == want, got .. " " .. want)
  end
end

-- and, or, not: values, and what is not evaluated.
local values = { nil, false, true, 0, "", "x", {}, print }
for i = 1, 8 do
  for j = 1, 8 do
    local a, b = values[i], values[j]
    local expectedAnd, expectedOr
    if a then expectedAnd, expectedOr = b, a else expectedAnd, expectedOr = a, b end
    assert((a and b) == expectedAnd and (a or b) == expectedOr)
    assert((not a) == (a == nil or a == false))
    assert((not (a and b)) == (not a or not b) and (not (a or b)) == (not a and not b))
    local taken
    if a and b then taken = "both" elseif a or b then taken = "one" else taken = "none" end
    assert(taken == ((expectedAnd and "both") or (expectedOr and "one") or "none"))
    local n = 0
    while not (a and b) and n < 1 do n = n + 1 end
    assert((n == 0) == not not (a and b))
    local x = a and b or "other"
    assert(x == (expectedAnd or "other"))
  end
end
local touched = 0
local function touch(value) touched = touched + 1; return value end
assert((touch(nil) and touch(1)) == nil and touched == 1)
assert((touch(1) or touch(2)) == 1 and touched == 2)
assert((touch(false) or touch(nil)) == nil and touched == 4)
assert((touch(1) and touch(2) and touch(nil) and touch(4)) == nil and touched == 7)
assert((touch(nil) or touch(false) or touch(3) or touch(4)) == 3 and touched == 10)
assert((1 and nil) == nil and (nil and 1) == nil and (false and nil) == false and (nil and false) == nil)
assert((1 and 2 and 3) == 3 and (nil or false) == false and (false or nil) == nil)
assert((nil == false) == false and (not nil) == true and (not 0) == false and (not "") == false)

-- All conditions of three variables, in every statement that has one, against a truth table.
local shapes = { "a and b and c", "a and b or c", "a or b and c", "a or b or c", "(a or b) and c", "a and (b or c)", "not a and b or c", "not (a or b) and c", "not (a and b) or not c", "a == b and c", "a ~= b or c", "not (a == b) and not c" }
for _, shape in ipairs(shapes) do
  local asValue = load("local a, b, c = ... return " .. shape)
  local asIf = load("local a, b, c = ... if " .. shape .. " then return 1 else return 2 end")
  local asWhile = load("local a, b, c = ... while " .. shape .. " do return 1 end return 2")
  local asRepeat = load("local a, b, c = ... local n = 0 repeat n = n + 1 until n == 2 or (" .. shape .. ") return n")
  local asArgument = load("local a, b, c = ... return (select(1, " .. shape .. "))")
  local asField = load("local a, b, c = ... return ({ x = " .. shape .. " }).x")
  local asItem = load("local a, b, c = ... return ({ " .. shape .. ", 1 })[1]")
  local negated = load("local a, b, c = ... return not (" .. shape .. ")")
  local assigned = load("local a, b, c = ... a = " .. shape .. " return a")
  for bits = 0, 7 do
    local a, b, c = bits % 2 == 1, math.floor(bits / 2) % 2 == 1, bits >= 4
    local v = asValue(a, b, c)
    assert(type(v) == "boolean" and negated(a, b, c) == not v and assigned(a, b, c) == v)
    assert(asIf(a, b, c) == (v and 1 or 2) and asWhile(a, b, c) == (v and 1 or 2) and asRepeat(a, b, c) == (v and 1 or 2))
    assert(asArgument(a, b, c) == v and asField(a, b, c) == v and asItem(a, b, c) == v)
  end
end

-- Comparison chains give booleans that are compared.
assert(not (1 < 2 == false) and (1 == 1) == true and (1 > 2) == false and (2 >= 2) ~= false)
assert(not pcall(load("return 1 < 2 < 3")) and not pcall(load("return 'a' < 'b' < 'c'")))

-- if, elseif, else.
local function which(n)
  if n < 0 then return "negative"
  elseif n == 0 then return "zero"
  elseif n == 1 then return "one"
  elseif n < 10 then
  else return "many" end
  return "few"
end
assert(which(-1) == "negative" and which(0) == "zero" and which(1) == "one" and which(5) == "few" and which(10) == "many")
do if nil then error() end if false then error() elseif nil then error() else local ok = true end end
local empty = 0
if 1 then end if nil then else empty = 1 end if nil then elseif 1 then empty = empty + 1 end
assert(empty == 2)

-- while, repeat, numeric for, generic for, break.
local n, sum = 0, 0
while n < 10 do n = n + 1; if n % 2 == 0 then sum = sum + n end end
assert(n == 10 and sum == 30)
n = 0
repeat local done = n >= 5; n = n + 1 until done
assert(n == 6)
while true do n = n + 1 if n > 20 then break end end
assert(n == 21)
repeat n = n - 1 if n == 10 then break end until n == 0
assert(n == 10)
repeat break until error("not reached")
while true do while true do break end break end
for i = 1, 10 do for j = 1, 10 do if j == 3 then break end n = n + 1 end if i == 4 then break end end
assert(n == 18)
while nil do error() end
while false do error() end

local loops = {
  { 1, 3, nil, "1 2 3" }, { 3, 1, nil, "" }, { 3, 1, -1, "3 2 1" }, { 1, 3, -1, "" }, { 1, 1, nil, "1" }, { 1, 0.9, nil, "" }, { 1, 1.9, nil, "1" },
  { 0, 1, 0.25, "0 0.25 0.5 0.75 1" }, { 1, 0, -0.5, "1 0.5 0" }, { -1, 1, nil, "-1 0 1" }, { 10, 1, -4, "10 6 2" }, { 1, 10, 4, "1 5 9" },
  { "1", "3", nil, "1 2 3" }, { "0x10", 18, nil, "16 17 18" }, { 1, "2", "1", "1 2" }, { 1, math.huge, math.huge, "" }, { 1, -math.huge, -math.huge, "" },
  { 0.1, 0.35, 0.1, "0.1 0.2 0.3" }, { 2 ^ 53, 2 ^ 53 + 2, 2, "9.007199254741e+15 9.007199254741e+15" }, { -3, -1, nil, "-3 -2 -1" }, { 1, 0 / 0, nil, "" }, { 0 / 0, 1, nil, "" }, { 1, 10, 0 / 0, "" },
}
for _, row in ipairs(loops) do
  local seen = {}
  if row[3] == nil then
    for i = row[1], row[2] do seen[#seen + 1] = tostring(i) end
  else
    for i = row[1], row[2], row[3] do seen[#seen + 1] = tostring(i) end
  end
  assert(table.concat(seen, " ") == row[4], table.concat(seen, " "))
end
for i = 3, math.huge do if i > 10 then break end n = i end
assert(n == 10)
for i = -3, -math.huge, -1 do if i < -10 then break end n = i end
assert(n == -10)
for i = 1, 3 do local j = i; i = 10; assert(j <= 3) end
do local count = 0 for i = 1, 0 do count = count + 1 end for i = 0, 1, 2 do count = count + 1 end assert(count == 1) end
do local count = 0 local limit, step = 3, 1 for i = 1, limit, step do limit = 10; step = 5; count = count + 1 end assert(count == 3) end
do -- The three expressions are evaluated once, in order.
  local order = {}
  local function note(x) order[#order + 1] = x; return x end
  for i = note(1), note(3), note(2) do note("body") end
  assert(table.concat(order, ",") == "1,3,2,body,body")
end
for _, case in ipairs({ { "for i = 'x', 1 do end", "initial value" }, { "for i = 1, 'x' do end", "limit" }, { "for i = 1, 2, 'x' do end", "step" },
  { "for i = {}, 1 do end", "initial value" }, { "for i = 1, nil do end", "limit" }, { "for i = 1, 2, print do end", "step" }, { "for i = nil, nil, nil do end", "initial value" }, { "for i = '', 1 do end", "initial value" } }) do
  local ok, message = pcall(load(case[1], "=c"))
  assert(not ok and message == "c:1: 'for' " .. case[2] .. " must be a number", message)
end
do -- A step of zero counts as one that goes down and never gets there.
  local count = 0
  for i = 0, 1, 0 do error("not reached") end
  for i = 1, 1, 0 do count = count + 1 if count == 5 then break end end
  for i = 1, 0, 0 do count = count + 1 if count == 10 then break end end
  assert(count == 10)
end

-- Generic for: function, state, control; extra variables; the expression list.
do
  local function iterate(state, control) if control < state then return control + 1, control * 2 end end
  local seen = {}
  for i, double, extra in iterate, 3, 0 do seen[#seen + 1] = i .. ":" .. double .. ":" .. tostring(extra) end
  assert(table.concat(seen, " ") == "1:0:nil 2:2:nil 3:4:nil")
  for i in iterate, 3, 3 do error() end
  local function three() return iterate, 2, 0 end
  local count = 0
  for i in three() do count = count + i end
  for i in (three)() do count = count + i end
  assert(count == 6)
  for i, v in next, {} do error() end
  for i in function(s, c) assert(s == nil and c == nil) return nil end do error() end
  for i in function() return false end do count = count + 1 if count == 9 then break end end
  assert(count == 9)
  local callable = setmetatable({}, { __call = function(self, state, control) if control < 2 then return control + 1 end end })
  for i in callable, nil, 0 do count = count + i end
  assert(count == 12)
end

-- Constructors.
local t = { 1, 2, 3 }
assert(#t == 3 and t[1] == 1 and t[3] == 3 and t[4] == nil)
t = { x = 1, ["y"] = 2, [3] = 3, 4; 5, z = 6, }
assert(t.x == 1 and t.y == 2 and t[3] == 3 and t[1] == 4 and t[2] == 5 and t.z == 6)
t = { [1] = "a", "b" }
assert(t[1] == "b")
t = { "b", [1] = "a" }
assert(t[1] == "b")
t = { [1] = 1, [1] = 2, x = 1, x = 2 }
assert(t[1] == 2 and t.x == 2)
t = { nil, nil, 3 }
assert(t[3] == 3 and t[1] == nil)
t = { n = nil, [2] = nil }
assert(next(t) == nil)
t = { {}, { {} }, { { {} } } }
assert(#t == 3 and #t[3] == 1 and #t[3][1][1] == 0)
local function several() return 1, 2, 3 end
assert(#{ several() } == 3 and #{ several(), several() } == 4 and #{ (several()) } == 1 and #{ several(), nil } == 1)
t = { several(), x = several(), [10] = several(), several() }
assert(t[1] == 1 and t[2] == 1 and t[4] == 3 and t.x == 1 and t[10] == 1)
t = { several(); }
assert(#t == 3)
t = { ["a b"] = 1, [true] = 2, [1.5] = 3, [print] = 4, [t] = 5 }
assert(t["a b"] == 1 and t[true] == 2 and t[1.5] == 3 and t[print] == 4)
for size = 0, 130 do
  local items = {}
  for i = 1, size do items[i] = tostring(i) end
  local made = load("return {" .. table.concat(items, ",") .. (size % 2 == 0 and size > 0 and "," or "") .. "}")()
  assert(#made == size and made[size] == (size > 0 and size or nil) and made[size + 1] == nil)
  local withFields = load("return {" .. table.concat(items, ",k=1,") .. (size > 0 and "," or "") .. "n=" .. size .. "}")()
  assert(#withFields == size and withFields.n == size)
end
assert(not pcall(load("return { [nil] = 1 }")) and not pcall(load("return { [0/0] = 1 }")))
do -- Values are evaluated in order, key before value.
  local order = {}
  local function note(x) order[#order + 1] = x; return x end
  local _ = { note("a"), [note("k")] = note("v"), note("b"), x = note("c") }
  assert(table.concat(order) == "akvbc")
end

-- Assignment: all values first, then all targets; the usual traps.
local a, b, c = 1, 2
assert(a == 1 and b == 2 and c == nil)
a, b = b, a
assert(a == 2 and b == 1)
a, b, c = several()
assert(a == 1 and b == 2 and c == 3)
a, b, c = several(), 10
assert(a == 1 and b == 10 and c == nil)
a, b, c = 0, several()
assert(a == 0 and b == 1 and c == 2)
a, b, c = (several())
assert(a == 1 and b == nil and c == nil)
a = several(), error
assert(a == 1)
a, b = 1, 2, several(), 4
assert(a == 1 and b == 2)
do
  local i, list = 3, {}
  i, list[i] = i + 1, 20
  assert(i == 4 and list[3] == 20 and list[4] == nil)
  local old = list
  list, list[1], list[2] = {}, "x", "y"
  assert(old[1] == "x" and old[2] == "y" and list[1] == nil)
  local p = { q = {} }
  local q = p.q
  p, p.q, p.q.r = nil, 5, 6
  assert(p == nil and q.r == 6)
  local key = "a"
  local m = {}
  key, m[key], m[key .. "b"] = "z", 1, 2
  assert(key == "z" and m.a == 1 and m.ab == 2)
  local function upvalues() i, list[i] = i + 1, i; return i end
  list = {}
  assert(upvalues() == 5 and list[4] == 4)
  local function table_upvalue() list, list[1] = {}, 7 return list end
  old = list
  assert(table_upvalue() ~= old and old[1] == 7)
end

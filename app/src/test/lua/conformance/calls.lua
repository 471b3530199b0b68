-- Functions: declarations, arguments and results, methods, tail calls, recursion, load.

-- type.
for _, case in ipairs({ { 1 < 2, "boolean" }, { -3, "number" }, { "x", "string" }, { {}, "table" }, { type, "function" }, { function() end, "function" }, { coroutine.create(print), "thread" } }) do
  assert(type(case[1]) == case[2])
end
assert(type(nil) == "nil" and not pcall(type))

-- Declarations, also with long names and methods.
a = { i = 10, b = { c = {} } }
function a.plus(x) return x + 1 end
function a:method(x) return x + self.i end
function a.b.c.deep(x) return x * 2 end
function a.b.c:set(k, v) self[k] = v; return self end
assert(a.plus(1) == 2 and a:method(1) == 11 and a.method({ i = 5 }, 1) == 6 and a.b.c.deep(4) == 8)
assert(a.b.c:set("x", 1):set("y", 2) == a.b.c and a.b.c.x == 1 and a.b.c.y == 2)
assert(a["method"](a, 2) == 12 and a.b["c"].deep(1) == 2)
a = nil
local function declared() return "local" end
assert(declared() == "local")
local declared = function() return declared and "outer" end
assert(declared() == "outer")
local function recursive(n) if n == 0 then return 1 else return n * recursive(n - 1) end end
assert(recursive(10) == 3628800)
do -- In "local f = function" the name is not yet the function's.
  local fact = false
  do local fact = function(n) return fact end assert(fact(1) == false) end
end
function global_function(...) return select("#", ...) end
assert(global_function() == 0 and global_function(nil, nil) == 2)
global_function = nil

-- Missing arguments are nil, more are dropped.
local function three(x, y, z) return x, y, z end
local x, y, z = three()
assert(x == nil and y == nil and z == nil)
x, y, z = three(1)
assert(x == 1 and y == nil)
x, y, z = three(1, 2, 3, 4, 5)
assert(x == 1 and y == 2 and z == 3 and select("#", three(1)) == 3 and select("#", three(1, 2, 3, 4)) == 3)
assert((function() return nil end)(4) == nil and (function() local a return a end)(4) == nil and (function(a) return a end)() == nil)
assert(rawget({ 7 }, 1, "more") == 7 and math.abs(-1, {}) == 1 and type(1, 2) == "number" and select("#", rawget({}, 1, 2)) == 1)

-- Calls without parentheses, with line breaks, chained.
local function id(...) return ... end
assert(id"x" == "x" and id'x' == "x" and id[[x]] == "x" and id{ 1 }[1] == 1 and not pcall(load("return ('a')'b'")))
assert((id)(1) == 1 and (id)"x" == "x" and #id{ 1, 2 } == 2 and id(id)(id)(5) == 5 and id{ id }[1](7) == 7)
assert(("x"):rep(3) == "xxx" and ("%d"):format(5) == "5" and #("abc"):upper() == 3)
local chain = { n = 0 }
function chain:add(i) self.n = self.n + i return self end
assert(chain:add(1):add(2):add(3).n == 6 and not pcall(chain.add, chain, {}))
assert(id(
  1,
  2
) == 1)

-- Results: none, one, many; adjusted in the middle, all at the end.
local function none() end
local function many() return 1, 2, 3 end
local function count(...) return select("#", ...) end
assert(count(none()) == 0 and count((none())) == 1 and count(none(), none()) == 1 and count(none(), 1) == 2)
assert(count(many()) == 3 and count((many())) == 1 and count(many(), many()) == 4 and count(many(), 1) == 2 and count(1, many()) == 4)
local p, q, r, s = many()
assert(p == 1 and q == 2 and r == 3 and s == nil)
p, q, r = 0, many()
assert(p == 0 and q == 1 and r == 2)
p, q, r = many(), 0
assert(p == 1 and q == 0 and r == nil)
p, q = none()
assert(p == nil and q == nil)
p = none()
assert(p == nil and ({ none() })[1] == nil and #{ many(), many() } == 4)
assert(tostring((many())) == "1" and not pcall(load("tostring((function() end)())")))
local function passOn(...) return many(...) end
local function first(...) return (many(...)) end
assert(count(passOn()) == 3 and count(first()) == 1)
local function list(t, i) i = i or 1 if i <= #t then return t[i], list(t, i + 1) end end
assert(table.concat({ list({ 1, 2, 3, "x" }) }) == "123x")

-- Tail calls take no stack: their number is unlimited.
local function down(n) if n > 0 then return down(n - 1) end return "bottom" end
assert(down(1000000) == "bottom")
local even, odd
function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
assert(even(300000) and not odd(300000))
local object = {}
function object:down(n) if n > 0 then return self:down(n - 1) else return 101 end end
assert(object:down(300000) == 101)
local function varargDown(n, ...) if n > 0 then return varargDown(n - 1, ...) end return select("#", ...) end
assert(varargDown(100000, 1, 2, 3) == 3)
local function grow(n, ...) if n > 0 then return grow(n - 1, n, ...) end return select("#", ...) end
assert(grow(200) == 200)
local function states()
  local state = {}
  function state.a(n) if n == 0 then return "a" end return state.b(n - 1) end
  function state.b(n) if n == 0 then return "b" end return state.c(n - 1) end
  function state.c(n) if n == 0 then return "c" end return state.a(n - 1) end
  return state.a
end
assert(states()(300001) == "b")
do -- Tail calls of host functions, and of values with __call.
  local function toHost(...) return select("#", ...) end
  assert(toHost(1, 2, 3) == 3)
  local callable = setmetatable({}, { __call = function(self, n) if n > 0 then return n end return self end })
  local function toCallable(n) return callable(n) end
  assert(toCallable(5) == 5 and toCallable(0) == callable)
  local function protected(f, ...) return pcall(f, ...) end
  assert(select("#", protected(many)) == 4 and not protected(error))
end
do -- What a tail call leaves behind: variables that closures captured.
  local kept = {}
  local function leave(n)
    local value = n
    kept[n] = function() value = value + 1 return value end
    if n > 1 then return leave(n - 1) end
  end
  leave(50)
  for i = 1, 50 do assert(kept[i]() == i + 1 and kept[i]() == i + 2) end
end

-- Recursion of other kinds.
local function depth(n) if n == 0 then return 0 end return 1 + depth(n - 1) end
assert(depth(10) == 10 and depth(15000) == 15000)
local function ackermann(m, n)
  if m == 0 then return n + 1 elseif n == 0 then return ackermann(m - 1, 1) else return ackermann(m - 1, ackermann(m, n - 1)) end
end
assert(ackermann(2, 3) == 9)
local function fixpoint(f) return (function(g) return g(g) end)(function(g) return f(function(...) return g(g)(...) end) end) end
assert(fixpoint(function(self) return function(n) if n == 0 then return 1 end return n * self(n - 1) end end)(6) == 720)
local function fibonacci(n) if n < 2 then return n end return fibonacci(n - 1) + fibonacci(n - 2) end
assert(fibonacci(15) == 610)

-- load: text and reader functions, names, environments, modes.
assert(load("return 1, 2")() == 1 and select(2, load("return 1, 2")()) == 2 and select("#", load("")()) == 0)
assert(load("local a, b = ... return b")(1, 2) == 2 and load("return ...")() == nil)
local function reader(pieces) local i = 0 return function() i = i + 1 return pieces[i] end end
assert(load(reader({ "return ", "1 ", "+ 2" }))() == 3)
assert(load(reader({ "return 'a", "b'", "", "this is not read" }))() == "ab")
assert(load(reader({}))() == nil and load(reader({ "" }))() == nil and load(function() return nil end))
for _, size in ipairs({ 1, 2, 3, 7 }) do
  local text = "-- comment\nlocal t = { [[long\nstring]], 'x\\\ny', 0x1F } -- end\nreturn t[1] .. t[2] .. t[3]"
  local at = 1
  local f = load(function() local piece = text:sub(at, at + size - 1) at = at + size return piece end)
  assert(f() == "long\nstringx\ny31")
end
local function notLoaded(message, f, text) assert(f == nil and text:find(message, 1, true), text) end
notLoaded("reader function must return a string", load(function() return true end))
notLoaded("reader function must return a string", load(function() return {} end))
notLoaded("from the reader", load(function() error("from the reader") end))
notLoaded("unexpected symbol near '*'", load("*x"))
notLoaded("unexpected symbol near '*'", load(reader({ "*", "x" })))
local ok, f, object = pcall(load, function() error({ 1 }) end)
assert(ok and f == nil and object[1] == 1)
assert(not pcall(load) and not pcall(load, nil) and not pcall(load, {}) and not pcall(load, true) and not pcall(load, "", {}) and not pcall(load, "", "", {}))
assert(load(10) == nil and load("return 5", nil, nil, nil)() == 5)
for _, row in ipairs({ { "=name", "name" }, { "@file.lua", "file.lua" }, { "text", '[string "text"]' }, { "two\nlines", '[string "two..."]' }, { "", '[string ""]' }, { "=", "" } }) do
  local _, message = load("x x", row[1])
  assert(message:sub(1, #row[2] + 3) == row[2] .. ":1:", message)
  local _, raised = pcall(load("\nerror('e')", row[1]))
  assert(raised == row[2] .. ":2: e", raised)
end
assert(select(2, load("x x")) == "[string \"x x\"]:1: syntax error near 'x'")
assert(select(2, load(reader({ "x x" }))) == "(load):1: syntax error near 'x'")
-- The environment is the chunk's only upvalue; it may be any value.
assert(load("return x", "c", "t", { x = 7 })() == 7 and load("x = 5 return _ENV", "c", "t", {})().x == 5)
assert(load("return _ENV", nil, nil, 123)() == 123 and load("return _ENV", nil, nil, nil)() == nil and load("return _ENV")() == _G)
assert(not pcall(load("return x", nil, nil, 123)) and load("local a = ... return a", nil, nil, false)(3) == 3)
-- Mode.
assert(load("return 1", "c", "t")() == 1 and load("return 1", "c", "bt")() == 1)
notLoaded("attempt to load a text chunk (mode is 'b')", load("return 1", "c", "b"))
notLoaded("attempt to load a text chunk (mode is 'b')", load(reader({ "return 1" }), "c", "b"))
notLoaded("attempt to load a binary chunk (mode is 't')", load("\27Lua", "c", "t"))
notLoaded("attempt to load a binary chunk (mode is 't')", load(reader({ "\27", "Lua" }), "c", "t"))
-- A loaded function loads others, at each call anew.
function load_recursive(n) if n <= 1 then return 1 end return n * load("return load_recursive(" .. n - 1 .. ")")() end
assert(load_recursive(6) == 720)
load_recursive = nil
local counter = load("local n = 0 return function() n = n + 1 return n end")
local one, two = counter(), counter()
assert(one() == 1 and one() == 2 and two() == 1)

-- Local variables: scope, shadowing, registers; _ENV and global variables.

-- Scope begins after the declaration and ends with the block.
local x = 1
do local x = x + 1 assert(x == 2) end
assert(x == 1)
local x, y = x + 10, x + 20
assert(x == 11 and y == 21)
local a, b, c = 1
assert(a == 1 and b == nil and c == nil)
local a, b = (function() return 1, 2, 3 end)()
assert(a == 1 and b == 2)
local a, a, a = 1, 2, 3
assert(a == 3)
for i = 1, 2 do local z = i assert(z == i) end
assert(z == nil and i == nil)
if true then local w = 1 else local w = 2 end
assert(w == nil)
while true do local v = 5 break end
assert(v == nil)
repeat local inside = true until inside
assert(inside == nil)
local function f(f) return f end
assert(f(7) == 7)
local function g(a, b) local a = a + 1 do local b = b + a return a, b end end
assert(select(2, g(1, 2)) == 4)
do local function only() return 1 end end
assert(only == nil)
do local t = {} for k in pairs({ 1 }) do local t = k assert(t == 1) end assert(type(t) == "table") end
-- A block's registers are used again, and start as nil.
for turn = 1, 3 do
  local p, q
  assert(p == nil and q == nil)
  p, q = turn, turn
end
for turn = 1, 3 do
  do local used1, used2, used3 = 1, 2, 3 end
  local fresh1, fresh2, fresh3
  assert(fresh1 == nil and fresh2 == nil and fresh3 == nil)
end
local function returnsNil() local n return n end
do local filled = { returnsNil(1, 2, 3) } assert(#filled == 0) end
-- 200 local variables, and one more.
local names = {}
for n = 1, 200 do names[n] = "v" .. n end
local all = load("local " .. table.concat(names, ", ") .. " = ... return v1, v200")
assert(all(5) == 5 and select("#", all(5)) == 2)
names[201] = "v201"
local _, message = load("local " .. table.concat(names, ", "), "=c")
assert(message == "c:1: too many local variables (limit is 200) in main function near <eof>", message)
local _, message = load("\n\nlocal function f()\n\nlocal " .. table.concat(names, "\nlocal ") .. "\nend", "=c")
assert(message == "c:206: too many local variables (limit is 200) in function at line 3 near 'end'", message)
assert(load("do local " .. table.concat(names, ", ", 1, 150) .. " end do local " .. table.concat(names, ", ", 1, 150) .. " end"))

-- Globals are fields of _ENV.
globalName = 5
assert(_ENV.globalName == 5 and _G.globalName == 5 and _ENV == _G and _G._G == _G)
_ENV.globalName = 6
assert(globalName == 6)
_G["global name"] = 7
assert(_ENV["global name"] == 7)
_G["global name"], globalName = nil
assert(rawget(_G, "globalName") == nil)
do
  local _ENV = { assert = assert, y = 3 }
  x2 = 1
  assert(x2 == 1 and y == 21 and z == nil and _ENV.x2 == 1 and _ENV.y == 3)
end
assert(x2 == nil)
local function environment(_ENV) return name, function() return other end end
local name, other = environment({ name = "n", other = "o" })
assert(name == "n" and other() == "o")
local function setter(_ENV, value) field = value return _ENV end
assert(setter({}, 9).field == 9 and field == nil)
do
  local log = {}
  local _ENV = setmetatable({}, { __index = function(t, k) log[#log + 1] = "get " .. k return k end, __newindex = function(t, k, v) log[#log + 1] = "set " .. k end })
  local p = some
  other2 = p
  local function inner() return deeper end
  inner()
  _ENV = nil
  log[#log + 1] = "end"
  name = log
end
assert(table.concat(name, ",") == "get some,set other2,get deeper,end")
do
  local A
  do local _ENV = { B = 10 } function A() return B end function C() B = B + 1 end _ENV.D = C end
  assert(A() == 10 and C == nil)
end
do local function sandbox(text, env) return load(text, "c", "t", env) end
  local env = {}
  assert(sandbox("a = 1 b = a return a", env)() == 1 and env.a == 1 and env.b == 1 and a == 3)
  local outerEnv = setmetatable({}, { __index = _G })
  assert(sandbox("q = tostring(1) return q", outerEnv)() == "1" and rawget(outerEnv, "q") == "1" and q == nil)
  assert(sandbox("local _ENV = { v = 1 } return v", {})() == 1 and sandbox("return _ENV", env)() == env)
  local strict = setmetatable({}, { __index = function(_, k) error("undeclared " .. k, 2) end, __newindex = function(_, k) error("undeclared " .. k, 2) end })
  assert(select(2, pcall(load("return nothing", "=c", "t", strict))) == "c:1: undeclared nothing")
  assert(select(2, pcall(load("\nnothing = 1", "=c", "t", strict))) == "c:2: undeclared nothing")
end
assert(select(2, pcall(load("local _ENV = nil; x = 1", "=c"))) == "c:1: attempt to index local '_ENV' (a nil value)")
assert(select(2, pcall(load("local _ENV = 5; return x.y", "=c"))) == "c:1: attempt to index local '_ENV' (a number value)")
assert(select(2, pcall(load("local _ENV = {}; return x.y", "=c"))) == "c:1: attempt to index global 'x' (a nil value)")
assert(select(2, pcall(load("return x.y", "=c", "t", nil))) == "c:1: attempt to index upvalue '_ENV' (a nil value)")
-- A metatable on the table of globals.
setmetatable(_G, { __index = function(_, k) return "no " .. tostring(k) end, __newindex = function(t, k, v) rawset(t, k, { v }) end })
assert(undefinedName == "no undefinedName")
newName = 1
assert(newName[1] == 1)
newName = 2
assert(newName == 2)
setmetatable(_G, nil)
newName = nil
assert(undefinedName == nil and newName == nil)

-- require gives the library tables.
for _, library in ipairs({ "string", "table", "math", "bit32", "coroutine", "os" }) do assert(require(library) == _G[library]) end
assert(not pcall(require, "no.such.module") and not pcall(require) and not pcall(require, {}))
assert(select(2, pcall(require, "nowhere")):find("module 'nowhere' not found", 1, true))

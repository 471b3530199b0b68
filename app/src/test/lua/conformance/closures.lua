-- Captured variables: shared, fresh for each turn of a loop, alive after their block.

local function counter(n) return function() n = n + 1 return n end, function() return n end, function(v) n = v end end
local up, get, set = counter(5)
local otherUp, otherGet = counter(50)
assert(up() == 6 and get() == 6 and otherUp() == 51 and get() == 6 and otherGet() == 51)
set(100)
assert(up() == 101 and get() == 101 and otherGet() == 51)

-- Each turn of each kind of loop has its own variables.
local made = {}
for i = 1, 10 do made[i] = { get = function() return i end, set = function(v) i = v end } end
for i = 1, 10 do assert(made[i].get() == i) made[i].set(-i) end
for i = 1, 10 do assert(made[i].get() == -i) end
made = {}
for i, v in ipairs({ "a", "b", "c" }) do made[i] = function() v = v .. i return v end end
assert(made[1]() == "a1" and made[1]() == "a11" and made[2]() == "b2" and made[3]() == "c3")
made = {}
local n = 0
while n < 5 do n = n + 1 local own = n made[n] = function() own = own + 1 return own end end
for i = 1, 5 do assert(made[i]() == i + 1) end
made, n = {}, 0
repeat n = n + 1 local own = n * 10 made[n] = function() return own end until own == 50
for i = 1, 5 do assert(made[i]() == i * 10) end
assert(#made == 5)
made, n = {}, 0
::again::
n = n + 1
do local own = n made[n] = function() own = own + 100 return own end end
if n < 5 then goto again end
for i = 1, 5 do assert(made[i]() == i + 100 and made[i]() == i + 200) end
-- The condition of repeat sees the block's variables, also captured ones.
n = 0
repeat local x = n local f = function() return x end n = n + 1 until f() == 3
assert(n == 4)
-- Assigning to the loop variable changes the turn's own one only.
made = {}
for i = 1, 3 do local f = function() return i end i = i * 10 made[#made + 1] = f end
assert(made[1]() == 10 and made[2]() == 20 and made[3]() == 30)

-- Two closures of one turn share, also with break, return and errors as ways out.
local function pair(how)
  local get, set
  for i = 1, 3 do
    local x = i
    get, set = function() return x end, function(v) x = v end
    if how == "break" and i == 2 then break end
    if how == "return" and i == 2 then return get, set, i end
    if how == "error" and i == 2 then coroutine.wrap(function() end)() pcall(error) error({ get, set }) end
    if how == "goto" and i == 2 then goto out end
  end
  ::out::
  return get, set
end
for _, how in ipairs({ "break", "return", "goto", "end" }) do
  local get, set = pair(how)
  local expected = how == "end" and 3 or 2
  assert(get() == expected)
  set("new")
  assert(get() == "new")
end
local ok, both = pcall(pair, "error")
assert(not ok and both[1]() == 2)
both[2](9)
assert(both[1]() == 9)

-- Captured parameters, varargs, functions, and variables of several functions out.
local function parameters(a, b, ...)
  local rest = { ... }
  return function(op, v) if op == "a" then a = v or a return a elseif op == "b" then b = v or b return b else return #rest end end
end
local f = parameters(1, 2, 3, 4)
local g = parameters(5)
assert(f("a") == 1 and f("b") == 2 and f() == 2 and f("a", 10) == 10 and f("a") == 10 and g("a") == 5 and g("b") == nil and g() == 0)
local function nest(a)
  return function(b)
    return function(c)
      return function(d)
        a = a + 1
        return a + b + c + d
      end
    end
  end
end
local deep = nest(1)(10)(100)
assert(deep(1000) == 1112 and deep(1000) == 1113 and nest(1)(1)(1)(1) == 5)
local function outer()
  local shared = 0
  local function inner1() local function inner2() shared = shared + 1 return shared end return inner2 end
  return inner1(), inner1(), function() return shared end
end
local i1, i2, see = outer()
assert(i1() == 1 and i2() == 2 and i1() == 3 and see() == 3)

-- A variable that is captured before it has its value, and mutual recursion.
local later
local function useLater() return later end
assert(useLater() == nil)
later = 5
assert(useLater() == 5)
local isEven, isOdd
function isEven(n) return n == 0 or isOdd(n - 1) end
function isOdd(n) return n ~= 0 and isEven(n - 1) end
assert(isEven(10) and isOdd(7) and not isEven(3))
local recursive = nil
do
  local function self_(n) if n == 0 then return self_ end return self_(n - 1) end
  recursive = self_
end
assert(recursive(3) == recursive)

-- Shadowing: the inner variable is another one, from its declaration on.
local x = 1
local function sees() return x end
local x = x + 1
assert(x == 2 and sees() == 1)
do local x = x + 10 assert(x == 12) do local x = x + 100 assert(x == 112) end assert(x == 12) end
assert(x == 2)
local y = function() return x end
do local x = 50 assert(y() == 2) end
local x = 3
assert(y() == 2)

-- Closing is done once and for all captured variables of a block, whatever registers come after.
local function block()
  local t = {}
  do local a, b, c = 1, 2, 3 t[1] = function() a = a + 1 b = b + a c = c + b return a, b, c end end
  do local d, e, f = 4, 5, 6 t[2] = function() return d, e, f end end
  local g = 7
  t[3] = function() g = g + 1 return g end
  return t
end
local t = block()
local function values(...) return table.concat({ ... }, " ") end
assert(values(t[1]()) == "2 4 7" and values(t[1]()) == "3 7 14" and values(t[2]()) == "4 5 6" and t[3]() == 8 and t[3]() == 9)

-- Functions are values with an identity of their own.
local function make() return function() end end
assert(make() ~= nil and make == make and (make() == make()) == (make() == make()))
local keyed = { [make] = 1, [print] = 2 }
assert(keyed[make] == 1 and keyed[print] == 2)

-- Coroutines and closures.
local function generator()
  local v = 0
  return coroutine.wrap(function() while true do v = v + 1 coroutine.yield(v) end end), function() return v end
end
local nextValue, current = generator()
assert(nextValue() == 1 and nextValue() == 2 and current() == 2)
local captured
local co = coroutine.create(function() local a = 10 captured = function() a = a + 1 return a end coroutine.yield() a = a + 100 coroutine.yield() error("end") end)
coroutine.resume(co)
assert(captured() == 11)
coroutine.resume(co)
assert(captured() == 112)
coroutine.resume(co)
assert(coroutine.status(co) == "dead" and captured() == 113 and captured() == 114)

-- Many captured variables: as many as a function may have.
local parts = { "local t = {}" }
for i = 1, 199 - 1 do parts[#parts + 1] = "local v" .. i .. " = " .. i end
parts[#parts + 1] = "t[1] = function() return v1"
for i = 2, 198 do parts[#parts + 1] = "+ v" .. i end
parts[#parts + 1] = " end t[2] = function(d)"
for i = 1, 198 do parts[#parts + 1] = "v" .. i .. " = v" .. i .. " + d" end
parts[#parts + 1] = "end return t"
local big = load(table.concat(parts, "\n"))()
assert(big[1]() == 198 * 199 / 2)
big[2](1)
assert(big[1]() == 198 * 199 / 2 + 198)

-- "...", select, table.pack and table.unpack, many arguments.

local function count(...) return select("#", ...) end
local function pack(...) return { n = select("#", ...), ... } end
local function same(t, ...) if t.n ~= select("#", ...) then return false end for i = 1, t.n do if t[i] ~= (select(i, ...)) then return false end end return true end

assert(count() == 0 and count(nil) == 1 and count(nil, nil) == 2 and count(1, nil) == 2 and count(nil, 1, nil) == 3)
assert(same(pack(), nil) == false and same(pack(1, nil, 3, nil), 1, nil, 3, nil) and same(pack(nil), nil))

-- Named arguments before "...".
local function f(a, b, ...) return a, b, select("#", ...), ... end
assert(same(pack(f()), nil, nil, 0) and same(pack(f(1)), 1, nil, 0) and same(pack(f(1, 2)), 1, 2, 0) and same(pack(f(1, 2, 3)), 1, 2, 1, 3) and same(pack(f(1, 2, nil)), 1, 2, 1, nil))
-- Assigning to parameters does not change "...".
local function assigned(a, ...) a = "new" local b, c = ... b = "newer" return a, ... end
assert(same(pack(assigned(1, 2, 3)), "new", 2, 3))

-- Where "..." is one value and where it is all.
local function places(...)
  local a, b, c = ...
  local d = ...
  local e, g = ..., "x"
  local paren = pack((...))
  local list, middle, last = { ... }, { ..., 0 }, { 0, ... }
  assert(d == a and e == a and g == "x" and paren.n == 1 and paren[1] == a)
  assert(#middle == 2 and middle[1] == a and last[1] == 0 and last[2] == a)
  assert(count(...) == select("#", ...) and count(..., 0) == 2 and count(0, ...) == select("#", ...) + 1 and count((...)) == 1)
  return a, b, c, #list
end
assert(same(pack(places(1, 2, 3)), 1, 2, 3, 3) and same(pack(places(7)), 7, nil, nil, 1))
local function operators(...) return ... == 1, -(...), #{ ... }, (...) + 1, (...) .. "x", not ..., ... and 2, ... or 3 end
assert(same(pack(operators(1, 5)), true, -1, 2, 2, "1x", false, 2, 1))
local function conditions(...) if ... then return "yes" end while ... do return "no" end repeat until not ... for i = ..., 1 do return i end return "end" end
assert(conditions(1) == "yes" and not pcall(conditions) and not pcall(conditions, false))
local function tables(...) return { x = ..., [...] = 1, ... } end
local t = tables(5, 6)
assert(t.x == 5 and t[5] == 1 and t[1] == 5 and t[2] == 6)
local function calls(...) return count(..., ...) + count(..., (...)) + count((...), ...) end
assert(calls(1, 2, 3) == 4 + 2 + 4)
local function index(...) return (...).x, (...)[1], (...):m(...) end
local object = { x = "x", "one", m = function(self, ...) return select("#", ...) end }
assert(same(pack(index(object, 1, 2)), "x", "one", 3))
local function returned(...) return ... end
local function tail(...) return count(...) end
local function both(...) return ..., ... end
assert(count(returned()) == 0 and count(returned(nil, nil)) == 2 and tail(1, nil) == 2 and count(both()) == 1 and count(both(1, 2, 3)) == 4)
-- Functions inside do not see "..." of the one around.
assert(load("return function(...) return function() return ... end end") == nil)
local function nested(...) local outer = { ... } return (function(...) return #outer, select("#", ...) end)("x", ...) end
assert(same(pack(nested(1, 2)), 2, 3))
-- The chunk itself has "...".
assert(load("return select('#', ...)")() == 0 and load("return select('#', ...)")(nil, nil) == 2 and load("local a, b = ... return b")(1, 2) == 2)

-- select.
assert(select("#") == 0 and select("#", nil) == 1 and select("#", nil, nil, nil) == 3)
for i = 1, 5 do assert(count(select(i, 1, 2, 3, 4, 5)) == 6 - i and select(i, 1, 2, 3, 4, 5) == i and select(-i, 1, 2, 3, 4, 5) == 6 - i and count(select(-i, 1, 2, 3, 4, 5)) == i) end
assert(count(select(6, 1, 2, 3, 4, 5)) == 0 and count(select(100, 1)) == 0 and count(select(2 ^ 31 - 1, 1)) == 0)
assert(select("2", "a", "b") == "b" and select(1.9, "a", "b") == "a" and select(" 2 ", "a", "b") == "b")
for _, bad in ipairs({ 0, -1, -4, "x", {}, true }) do assert(not pcall(select, bad)) end
assert(not pcall(select) and not pcall(select, nil) and not pcall(select, 0, 1, 2) and not pcall(select, -3, 1, 2))

-- table.pack and table.unpack.
local packed = table.pack()
assert(packed.n == 0 and packed[1] == nil)
packed = table.pack(nil, 2, nil)
assert(packed.n == 3 and packed[1] == nil and packed[2] == 2)
assert(same(pack(table.unpack({ 1, 2, 3 })), 1, 2, 3) and same(pack(table.unpack({})) ) and same(pack(table.unpack({ 1, 2, 3 }, 2)), 2, 3))
assert(same(pack(table.unpack({ 1, 2, 3 }, 2, 2)), 2) and same(pack(table.unpack({ 1, 2, 3 }, 3, 2))) and same(pack(table.unpack({ 1, 2, 3 }, 4))))
assert(same(pack(table.unpack({ 1, 2, 3 }, -1, 1)), nil, nil, 1) and same(pack(table.unpack({ 1 }, 1, 3)), 1, nil, nil) and same(pack(table.unpack({ n = 3 }, 1, 3)), nil, nil, nil))
assert(same(pack(table.unpack({ 1, 2, 3 }, nil, 2)), 1, 2) and same(pack(table.unpack({ 1, 2, 3 }, "2", "3")), 2, 3))
assert(same(pack(table.unpack({ [-1] = "a", [0] = "b", "c" }, -1)), "a", "b", "c"))
assert(same(pack(table.unpack(packed, 1, packed.n)), nil, 2, nil) and same(pack(unpack({ 1, 2 })), 1, 2))
assert(same(pack(table.unpack({ 1, 2 }, 2 ^ 31 - 1, 2 ^ 31 - 1)), nil) and same(pack(table.unpack({}, -2 ^ 31, -2 ^ 31 + 1)), nil, nil))
for _, bad in ipairs({ { {}, 1, 1e7 }, { {}, 1, 2 ^ 31 - 1 }, { {}, -2 ^ 31, 2 ^ 31 - 1 }, { {}, 0, 2 ^ 31 - 1 } }) do
  local ok, message = pcall(table.unpack, bad[1], bad[2], bad[3])
  assert(not ok and message:find("too many results to unpack", 1, true), message)
end
assert(not pcall(table.unpack) and not pcall(table.unpack, 1) and not pcall(table.unpack, {}, "x"))

-- Through pcall, coroutines, methods and metamethods.
assert(same(pack(pcall(returned, 1, nil, 3, nil)), true, 1, nil, 3, nil) and same(pack(pcall(returned)), true))
assert(same(pack(coroutine.resume(coroutine.create(returned), 1, nil)), true, 1, nil))
local co = coroutine.wrap(function(...) local t = pack(...) while true do t = pack(coroutine.yield(table.unpack(t, 1, t.n))) end end)
for size = 0, 20 do local sent = {} for i = 1, size do sent[i] = i end assert(count(co(table.unpack(sent))) == size) end
local callable = setmetatable({}, { __call = function(self, ...) return select("#", ...), ... end })
assert(callable() == 0 and callable(nil, nil) == 2 and same(pack(callable(1, nil)), 2, 1, nil))
local indexed = setmetatable({}, { __index = function(...) return select("#", ...) end })
assert(indexed.x == 2)
local function method(self, ...) return select("#", ...), self end
assert((({ m = method }):m(1, 2, 3)) == 3)

-- Many.
local many = {}
for i = 1, 5000 do many[i] = i end
assert(count(table.unpack(many)) == 5000 and select(-1, table.unpack(many)) == 5000 and select(4000, table.unpack(many)) == 4000)
assert(#{ table.unpack(many) } == 5000 and #{ 0, table.unpack(many) } == 5001 and #{ table.unpack(many), 0 } == 2)
local function sum(...) local s = 0 for _, v in ipairs({ ... }) do s = s + v end return s end
assert(sum(table.unpack(many)) == 5000 * 5001 / 2 and math.max(table.unpack(many)) == 5000 and math.min(table.unpack(many)) == 1)
assert(#string.char(table.unpack(many, 1, 255)) == 255 and select("#", ("x"):rep(3000):byte(1, -1)) == 3000)
assert(select("#", table.unpack(many, 1, 200)) == 200 and count(pcall(table.unpack, many)) == 5001)
local args = {}
for i = 1, 240 do args[i] = tostring(i) end
assert(load("return select('#', " .. table.concat(args, ", ") .. ")")() == 240)
local names = {}
for i = 1, 100 do names[i] = "a" .. i end
local wide = load("return function(" .. table.concat(names, ", ") .. ", ...) return a1, a100, select('#', ...) end")()
assert(same(pack(wide(table.unpack(many, 1, 100))), 1, 100, 0) and same(pack(wide(table.unpack(many, 1, 150))), 1, 100, 50) and same(pack(wide(1)), 1, nil, 0))

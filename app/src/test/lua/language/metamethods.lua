local function with(events, value) return setmetatable(value or {}, events) end

-- __index: function, table, chain; rawget goes past it.
local base = { inherited = "yes" }
local derived = with({ __index = base })
local leaf = with({ __index = derived })
assert(leaf.inherited == "yes" and rawget(leaf, "inherited") == nil)
local computed = with({ __index = function(t, k) return k .. "!" end })
assert(computed.name == "name!" and computed[1] == "1!")

-- __newindex: function and table; an existing key is set directly.
local log = {}
local watched = with({ __newindex = function(t, k, v) log[#log + 1] = k; rawset(t, k, v) end })
watched.a = 1
watched.a = 2
assert(#log == 1 and watched.a == 2)
local store = {}
local proxy = with({ __newindex = store })
proxy.x = 5
assert(rawget(proxy, "x") == nil and store.x == 5)

-- Arithmetic, on either side, and with numbers and strings.
local number = {
  __add = function() return "add" end, __sub = function() return "sub" end,
  __mul = function() return "mul" end, __div = function() return "div" end,
  __mod = function() return "mod" end, __pow = function() return "pow" end,
  __unm = function() return "unm" end, __concat = function() return "concat" end,
  __len = function() return 42 end,
}
local n = with(number)
assert(n + 1 == "add" and 1 - n == "sub" and n * n == "mul" and "5" / n == "div")
assert(n % 2 == "mod" and 2 ^ n == "pow" and -n == "unm" and #n == 42)
assert(n .. "x" == "concat" and "x" .. n == "concat" and 1 .. n == "concat" and n .. n == "concat")
assert("a" .. ("b" .. n) == "aconcat" and "a" .. "b" .. n == "aconcat" and n .. "a" .. "b" == "concat")

-- Comparison.
local ordered = {
  __eq = function(a, b) return a.v == b.v end,
  __lt = function(a, b) return a.v < b.v end,
  __le = function(a, b) return a.v <= b.v end,
}
local one, uno, two = with(ordered, { v = 1 }), with(ordered, { v = 1 }), with(ordered, { v = 2 })
assert(one == uno and one ~= two and one < two and one <= uno and two > one and two >= one)
assert(not (one == 1))
-- __le is made of __lt where it is missing (5.2).
local onlyLess = { __lt = function(a, b) return a.v < b.v end }
local s, l = with(onlyLess, { v = 1 }), with(onlyLess, { v = 2 })
assert(s <= l and not (l <= s))
-- __eq must be the same function on both sides.
local other = { __eq = function() return true end }
assert(with(ordered, { v = 1 }) ~= with(other))
local nan = 0 / 0
assert(nan ~= nan and not (nan == nan))
local asKey = { nan }
assert(asKey[1] ~= asKey[1])

-- __call, which must be a function, with all arguments.
local callable = with({ __call = function(self, ...) return self, ... end })
local me, a, b = callable(1, 2)
assert(me == callable and a == 1 and b == 2)
local twice = with({ __call = callable })
assert(not pcall(twice, 1))

-- __tostring, __metatable, __pairs.
assert(tostring(with({ __tostring = function() return "text" end })) == "text")
local locked = with({ __metatable = "locked" })
assert(getmetatable(locked) == "locked")
assert(not pcall(setmetatable, locked, {}))
local listed = {}
for k, v in pairs(with({ __pairs = function() return next, { x = 1 } end })) do listed[k] = v end
assert(listed.x == 1)

-- Endless chains end in an error.
local t1, t2 = {}, {}
setmetatable(t1, { __index = t2 })
setmetatable(t2, { __index = t1 })
local ok, message = pcall(function() return t1.missing end)
assert(not ok and message:find("loop", 1, true), message)

-- Errors in metamethods are the program's own.
local ok, message = pcall(function() return with({ __index = function() error("inside", 0) end }).x end)
assert(not ok and message == "inside")

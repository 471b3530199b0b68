-- Metatables and every metamethod: which operand's, with which arguments, what becomes of the result.

local function count(...) return select("#", ...) end

-- getmetatable, setmetatable, __metatable.
assert(getmetatable(2) == nil and getmetatable(nil) == nil and getmetatable(true) == nil and getmetatable(print) == nil and getmetatable({}) == nil and getmetatable(coroutine.create(print)) == nil)
local t, mt = {}, {}
assert(setmetatable(t, mt) == t and getmetatable(t) == mt and setmetatable(t, nil) == t and getmetatable(t) == nil)
mt.__metatable = "locked"
setmetatable(t, mt)
assert(getmetatable(t) == "locked" and not pcall(setmetatable, t, {}) and not pcall(setmetatable, t, nil))
assert(select(2, pcall(setmetatable, t, {})) == "cannot change a protected metatable")
mt.__metatable = false
assert(getmetatable(t) == false and not pcall(setmetatable, t, {}))
mt.__metatable = nil
assert(getmetatable(t) == mt and setmetatable(t, nil) == t)
for _, bad in ipairs({ 1, "x", true, print }) do assert(not pcall(setmetatable, bad, {}) and not pcall(setmetatable, {}, bad)) end
assert(not pcall(setmetatable) and not pcall(setmetatable, {}))

-- Arithmetic: both operands, the left one's first, one result.
local events = { __add = "+", __sub = "-", __mul = "*", __div = "/", __mod = "%", __pow = "^", __concat = ".." }
for event, symbol in pairs(events) do
  local seen
  local left = setmetatable({}, { [event] = function(...) seen = { n = count(...), ... } return "left", "dropped" end })
  local right = setmetatable({}, { [event] = function(...) seen = { n = count(...), ... } return "right" end })
  local f = load("local a, b = ... return a " .. symbol .. " b")
  local others = symbol == ".." and { "x", 1, {}, nil } or { "10", 1, {}, "x", nil }
  assert(f(left, right) == "left" and seen.n == 2 and seen[1] == left and seen[2] == right)
  assert(f(right, left) == "right" and seen[1] == right)
  assert(count(f(left, right)) == 1)
  for i = 1, #others + 1 do
    local other = others[i]
    assert(f(left, other) == "left" and seen.n == 2 and seen[1] == left and seen[2] == other)
    assert(f(other, right) == "right" and seen[1] == other and seen[2] == right)
  end
  assert(f(true, left) == "left" and f(left, print) == "left")
  -- With constants in the code, on both sides.
  assert(load("local a = ... return a " .. symbol .. " 5")(left) == "left" and seen[2] == 5)
  assert(load("local a = ... return 5 " .. symbol .. " a")(left) == "left" and seen[1] == 5)
  assert(load("local a = ... return a " .. symbol .. " 'x'")(left) == "left" and seen[2] == "x")
  -- No result is nil; false stays false.
  getmetatable(left)[event] = function() end
  assert(f(left, 1) == nil)
  getmetatable(left)[event] = function() return false end
  assert(f(left, 1) == false)
  -- A metamethod may be any callable value.
  getmetatable(left)[event] = setmetatable({}, { __call = function(self, a, b) return b end })
  assert(f(left, 7) == 7)
  getmetatable(left)[event] = math.max and function(...) return (select("#", ...)) end
  assert(f(left, left) == 2)
  getmetatable(left)[event] = nil
  assert(not pcall(f, left, 1) and not pcall(f, 1, left) and f(left, right) == "right")
  getmetatable(left)[event] = 5
  assert(not pcall(f, left, 1))
end
local negated = setmetatable({}, { __unm = function(...) return count(...), ... end })
assert(-negated == 2)
getmetatable(negated).__unm = function(a, b) return a == b and a end
assert(-negated == negated)
getmetatable(negated).__unm = nil
assert(not pcall(function() return -negated end))

-- __len: tables and others; # of a string is never asked.
local sized = setmetatable({ 1, 2, 3 }, { __len = function(...) return 42, "dropped" end })
assert(#sized == 42 and rawlen(sized) == 3 and count(#sized) == 1)
getmetatable(sized).__len = function(a) return a end
assert(#sized == sized)
getmetatable(sized).__len = function() end
assert(#sized == nil)
getmetatable(sized).__len = nil
assert(#sized == 3 and #setmetatable({}, {}) == 0)
assert(not pcall(function() return #5 end) and not pcall(function() return #nil end) and not pcall(function() return #print end))

-- Comparison.
local function comparable(value)
  local mt = {}
  mt.__lt = function(a, b) return (type(a) == "table" and a.v or a) < (type(b) == "table" and b.v or b) end
  mt.__le = function(a, b) return (type(a) == "table" and a.v or a) <= (type(b) == "table" and b.v or b) end
  return function(v) return setmetatable({ v = v }, mt) end, mt
end
local make, cmp = comparable()
for a = 1, 3 do
  for b = 1, 3 do
    local x, y = make(a), make(b)
    assert((x < y) == (a < b) and (x <= y) == (a <= b) and (x > y) == (a > b) and (x >= y) == (a >= b))
    assert((x < b) == (a < b) and (a < y) == (a < b) and (x >= b) == (a >= b) and (a <= y) == (a <= b))
    assert(not (x < y) == (a >= b) and not (x <= y) == (a > b))
    assert((x == y) == false and (x ~= y) == true)
  end
end
-- <= falls back to "not (b < a)".
cmp.__le = nil
for a = 1, 3 do
  for b = 1, 3 do
    local x, y = make(a), make(b)
    assert((x <= y) == (a <= b) and (x >= y) == (a >= b) and (x <= b) == (a <= b) and (a >= y) == (a >= b))
  end
end
cmp.__lt = nil
assert(not pcall(function() return make(1) < make(2) end) and not pcall(function() return make(1) <= make(2) end))
-- Results become booleans.
for _, row in ipairs({ { 1, true }, { "x", true }, { {}, true }, { false, false } }) do
  local c = setmetatable({}, { __lt = function() return row[1] end, __le = function() return row[1] end, __eq = function() return row[1] end })
  assert((c < 1) == row[2] and (c > 1) == row[2] and (c <= 1) == row[2] and (c >= 1) == row[2] and (c == setmetatable({}, getmetatable(c))) == row[2] and (c ~= setmetatable({}, getmetatable(c))) == not row[2])
end
local none = setmetatable({}, { __lt = function() end, __le = function() end, __eq = function() end })
assert((none < 1) == false and (none <= 1) == false and (none == setmetatable({}, getmetatable(none))) == false)
assert(not pcall(function() return {} < 1 end) and not pcall(function() return 1 < "2" end) and not pcall(function() return nil < nil end) and not pcall(function() return true < false end))
-- A mixed comparison asks the first operand's metatable, then the second one's.
local asked
local l = setmetatable({}, { __lt = function() asked = "l" return true end })
local r = setmetatable({}, { __lt = function() asked = "r" return true end })
assert(l < r and asked == "l" and r < l and asked == "r" and l < 1 and asked == "l" and 1 < r and asked == "r" and "x" < r and asked == "r" and l > r and asked == "r")

-- __eq: only for two tables, only when both agree on the function, never for raw equals.
local calls = 0
local function eq(a, b) calls = calls + 1 return a.v == b.v end
local e1, e2, e3 = setmetatable({ v = 1 }, { __eq = eq }), setmetatable({ v = 1 }, { __eq = eq }), setmetatable({ v = 2 }, { __eq = eq })
assert(e1 == e2 and e1 ~= e3 and calls == 2 and e1 == e1 and calls == 2 and not rawequal(e1, e2) and rawequal(e1, e1))
assert(e1 ~= 1 and 1 ~= e1 and e1 ~= "x" and e1 ~= nil and e1 ~= print and calls == 2)
local different = setmetatable({ v = 1 }, { __eq = function() return true end })
assert(e1 ~= different and calls == 2 and e1 ~= { v = 1 } and { v = 1 } ~= e1)
local keyed = { [e1] = "one" }
assert(keyed[e1] == "one" and keyed[e2] == nil)

-- __index: functions, tables, chains; not for what is there; rawget.
local log = {}
local indexed = setmetatable({ present = 1, falsy = false }, { __index = function(...) log[#log + 1] = { ... } return select(2, ...), "dropped" end })
assert(indexed.present == 1 and indexed.falsy == false and #log == 0)
assert(indexed.absent == "absent" and log[1][1] == indexed and #log[1] == 2 and indexed[5] == 5 and indexed[print] == print and indexed[1.5] == 1.5)
assert(rawget(indexed, "absent") == nil and count(indexed.x) == 1)
assert(indexed[nil] == nil and indexed[0 / 0] ~= indexed[0 / 0])
local base = { a = "base a", b = "base b" }
local middle = setmetatable({ b = "middle b" }, { __index = base })
local top = setmetatable({ c = "top c" }, { __index = middle })
assert(top.a == "base a" and top.b == "middle b" and top.c == "top c" and top.d == nil and top[1] == nil)
setmetatable(base, { __index = function(t, k) assert(t == base) return k .. "!" end })
assert(top.d == "d!" and top.a == "base a")
local viaString = setmetatable({}, { __index = "abc" })
assert(viaString.len == string.len and viaString.nothing == nil)
local viaCallable = setmetatable({}, { __index = setmetatable({ x = 1 }, { __call = function() return "called" end }) })
assert(viaCallable.x == 1 and viaCallable.y == nil)
assert(not pcall(function() return setmetatable({}, { __index = 5 }).x end))
local long = {}
local head = long
for i = 1, 98 do head = setmetatable({}, { __index = head }) end
long.deep = "found"
assert(head.deep == "found")
local loop = {}
setmetatable(loop, { __index = loop })
local ok, message = pcall(function() return loop.x end)
assert(not ok and message:find("loop in gettable", 1, true))
local loop1, loop2 = {}, {}
setmetatable(loop1, { __index = loop2 }) setmetatable(loop2, { __index = loop1 })
assert(not pcall(function() return loop1.x end))

-- __newindex.
log = {}
local stored = setmetatable({ present = 1 }, { __newindex = function(...) log[#log + 1] = { n = count(...), ... } end })
stored.present = 2
assert(stored.present == 2 and #log == 0)
stored.absent = 3
assert(rawget(stored, "absent") == nil and log[1].n == 3 and log[1][1] == stored and log[1][2] == "absent" and log[1][3] == 3)
stored.present = nil
stored.present = 4
assert(#log == 2 and rawget(stored, "present") == nil)
stored[1], stored[print], stored[2.5] = 1, 2, 3
assert(#log == 5)
stored.x = nil
assert(#log == 6 and log[6].n == 3 and log[6][3] == nil)
rawset(stored, "raw", 1)
assert(stored.raw == 1 and #log == 6)
local store = {}
local proxy = setmetatable({}, { __index = store, __newindex = store })
proxy.a = 1
proxy[1] = "one"
assert(store.a == 1 and store[1] == "one" and rawget(proxy, "a") == nil and proxy.a == 1)
local farther = setmetatable({}, { __newindex = proxy })
farther.b = 2
assert(store.b == 2 and rawget(farther, "b") == nil and rawget(proxy, "b") == nil)
local settleLoop = {}
setmetatable(settleLoop, { __newindex = settleLoop })
ok, message = pcall(function() settleLoop.x = 1 end)
assert(not ok and message:find("loop in settable", 1, true))
assert(not pcall(function() setmetatable({}, { __newindex = 5 }).x = 1 end))
local function readOnly(t) return setmetatable({}, { __index = t, __newindex = function(_, k) error("read-only: " .. k, 2) end }) end
local ro = readOnly({ x = 1 })
assert(ro.x == 1 and select(2, pcall(load("local t = ... t.y = 2", "=c"), ro)) == "c:1: read-only: y")
do -- nil and NaN as keys reach the function, and not a table.
  local keys = 0
  local any = setmetatable({}, { __newindex = function() keys = keys + 1 end })
  any[nil] = 1
  any[0 / 0] = 1
  assert(keys == 2 and not pcall(function() ({})[nil] = 1 end) and not pcall(function() ({})[0 / 0] = 1 end))
end

-- Methods through __index; super calls; fields against methods.
local Account = {}
Account.__index = Account
function Account.new(n) return setmetatable({ n = n }, Account) end
function Account:add(n) self.n = self.n + n return self end
local Savings = setmetatable({}, { __index = Account })
Savings.__index = Savings
function Savings.new(n) return setmetatable(Account.new(n), Savings) end
function Savings:add(n) Account.add(self, n * 2) return self end
assert(Account.new(1):add(2).n == 3 and Savings.new(1):add(2):add(1).n == 7 and getmetatable(Savings.new(1)) == Savings)
local own = Account.new(1)
own.add = function(self, n) return "own" end
assert(own:add(1) == "own")

-- __call.
local callable = setmetatable({}, { __call = function(self, ...) return self, count(...), ... end })
assert(select("#", callable()) == 2 and select(2, callable(nil, nil)) == 2 and select(3, callable("x")) == "x")
assert(pcall(callable) and select(2, pcall(callable, 1)) == callable and ("x"):rep(2) == "xx")
local object = { method = callable }
assert(select(3, object:method(5)) == object and select(4, object:method(5)) == 5)
assert((function(...) return callable(...) end)(1) == callable and coroutine.wrap(function() return callable(1) end)() == callable)
local inner = setmetatable({}, { __call = callable })
assert(not pcall(inner))
assert(not pcall(setmetatable({}, { __call = 5 })) and not pcall(setmetatable({}, {})))
local sorted = { 3, 1, 2 }
assert(not pcall(table.sort, sorted, setmetatable({}, { __call = function(_, a, b) return a < b end })))
local gsubbed = ("abc"):gsub("b", setmetatable({}, { __index = function(_, k) return k:upper() end }))
assert(gsubbed == "aBc")

-- __tostring.
assert(tostring(setmetatable({}, { __tostring = function(self) return "I am" end })) == "I am")
assert(tostring(setmetatable({}, { __tostring = function() return "a", "b" end })) == "a")
assert(not pcall(tostring, setmetatable({}, { __tostring = 5 })))
assert(tostring({}):find("^table: ") and tostring(print):find("^function: ") and tostring(coroutine.create(print)):find("^thread: "))
assert(string.format("%s|%s", setmetatable({}, { __tostring = function() return "x" end }), 1) == "x|1")
assert(not pcall(function() return "a" .. setmetatable({}, { __tostring = function() return "x" end }) end))

-- __pairs and __ipairs.
local paired = setmetatable({}, { __pairs = function(self) return function(s, k) if not k then return 1, self end end, self, nil, "dropped" end, __ipairs = function(self) return function(_, i) if i < 2 then return i + 1, "i" .. i end end, self, 0 end })
local n = 0
for k, v in pairs(paired) do assert(k == 1 and v == paired) n = n + 1 end
for i, v in ipairs(paired) do assert(v == "i" .. i - 1) n = n + 1 end
assert(n == 3 and count(pairs(paired)) == 3 and count(ipairs(paired)) == 3)
assert(next(paired) == nil)

-- __concat: chains are joined from the right.
local function node(name) return setmetatable({ name = name }, { __concat = function(a, b)
  local function text(x) return type(x) == "table" and x.name or tostring(x) end
  return setmetatable({ name = "(" .. text(a) .. text(b) .. ")" }, getmetatable(type(a) == "table" and a or b))
end }) end
local c, d = node("c"), node("d")
assert((c .. d).name == "(cd)" and ("a" .. c).name == "(ac)" and (c .. 1).name == "(c1)" and (1 .. c).name == "(1c)")
assert(("a" .. "b" .. c).name == "(a(bc))" and (c .. "a" .. "b").name == "(cab)" and ("a" .. c .. "b").name == "(a(cb))")
assert((c .. d .. c).name == "(c(dc))" and ("x" .. "y" .. c .. "z" .. 1).name == "(x(y(cz1)))" and ((c .. d) .. c).name == "((cd)c)")

-- Metamethods are looked up raw, and changes count at once.
local meta = setmetatable({}, { __index = { __add = function() return "inherited" end, __index = function() return "inherited" end } })
local viaMeta = setmetatable({}, meta)
assert(not pcall(function() return viaMeta + 1 end) and viaMeta.x == nil)
meta.__add = function() return "now" end
assert(viaMeta + 1 == "now")
meta.__index = function() return "now" end
assert(viaMeta.x == "now")
meta.__index = nil
assert(viaMeta.x == nil)
meta.__newindex = function(t, k, v) rawset(t, k, v * 2) end
viaMeta.y = 5
assert(viaMeta.y == 10)
meta.__len, meta.__call, meta.__eq = function() return 9 end, function() return "called" end, function() return true end
assert(#viaMeta == 9 and viaMeta() == "called" and viaMeta == setmetatable({}, meta))
meta.__call = nil
assert(not pcall(viaMeta))

-- Strings have methods, and no arithmetic of their own.
assert(("abc"):upper() == "ABC" and ("x").len == string.len and ("abc").nothing == nil and #("abc"):rep(2) == 6)
assert("10" + 5 == 15 and "0x10" * "2" == 32 and -"2" == -2 and 10 .. "" == "10" and not pcall(function() return "x" + 1 end))
assert(not pcall(function() ("abc").x = 1 end) and not pcall(function() return ("abc").x.y end))

-- Metamethods that raise, yield, and that are host functions.
local raising = setmetatable({}, { __index = function() error("raised", 0) end, __lt = error })
assert(select(2, pcall(function() return raising.x end)) == "raised" and select(2, pcall(function() return raising < 1 end)) == raising)
local raw = setmetatable({ x = 1 }, { __index = rawget, __newindex = rawset, __len = rawlen, __eq = rawequal, __call = select, __concat = rawequal, __tostring = type })
raw.y = 2
assert(raw.x == 1 and raw.y == 2 and raw.z == nil and #raw == 0 and (raw .. 1) == false and tostring(raw) == "table" and not pcall(raw, 1))

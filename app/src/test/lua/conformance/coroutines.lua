-- Coroutines: values in and out, states, errors, yields from everywhere that calls Lua.

local create, resume, status, wrap, yield, running = coroutine.create, coroutine.resume, coroutine.status, coroutine.wrap, coroutine.yield, coroutine.running
local function pack(...) return { n = select("#", ...), ... } end
local function same(t, ...) if t.n ~= select("#", ...) then return false end for i = 1, t.n do if t[i] ~= (select(i, ...)) then return false end end return true end

-- The main one.
local main, isMain = running()
assert(type(main) == "thread" and isMain == true and running() == main and not resume(main) and status(main) == "running")
assert(tostring(main):find("^thread: ") and not wrap(function() return select(2, running()) end)())

-- Values.
local co = create(function(...)
  local t = pack(...)
  while true do t = pack(yield(table.unpack(t, 1, t.n))) end
end)
assert(status(co) == "suspended" and type(co) == "thread")
assert(same(pack(resume(co)), true) and same(pack(resume(co, 1)), true, 1) and same(pack(resume(co, nil, nil)), true, nil, nil) and same(pack(resume(co, 1, nil, 3)), true, 1, nil, 3))
for size = 0, 30 do
  local values = {}
  for i = 1, size do values[i] = i * i end
  assert(same(pack(resume(co, table.unpack(values))), true, table.unpack(values)))
end
co = create(function(a, b) local c = yield(a + b) local d, e = yield(c * 2) return d, e, "end" end)
assert(same(pack(resume(co, 1, 2)), true, 3) and same(pack(resume(co, 10)), true, 20) and same(pack(resume(co, "x", nil)), true, "x", nil, "end") and status(co) == "dead")
assert(same(pack(resume(co)), false, "cannot resume dead coroutine") and status(co) == "dead")
assert(same(pack(resume(create(function() end))), true) and same(pack(resume(create(function() return nil end))), true, nil))
local w = wrap(function(...) return select("#", ...), yield(...) end)
assert(same(pack(w(1, 2, 3)), 1, 2, 3) and same(pack(w("y")), 3, "y") and not pcall(w))
assert(select(2, pcall(w)):find("cannot resume dead coroutine", 1, true))
-- Bodies that are host functions.
assert(same(pack(resume(create(math.max), 3, 9, 4)), true, 9) and same(pack(resume(create(pcall), error, "x")), true, false, "x") and same(pack(wrap(select)("#", nil, nil)), 2))
co = create(yield)
assert(same(pack(resume(co, 1, 2)), true, 1, 2) and status(co) == "suspended" and same(pack(resume(co, 3)), true, 3) and status(co) == "dead")
for _, bad in ipairs({ 1, "x", {}, true, setmetatable({}, { __call = print }) }) do assert(not pcall(create, bad) and not pcall(wrap, bad) and not pcall(resume, bad) and not pcall(status, bad)) end
assert(not pcall(create) and not pcall(wrap) and not pcall(resume) and not pcall(status))

-- States, seen from inside and outside.
local outer, inner
outer = create(function()
  assert(status(outer) == "running" and running() == outer and not resume(outer) and status(main) == "normal")
  inner = create(function()
    assert(status(outer) == "normal" and status(inner) == "running" and status(main) == "normal")
    assert(same(pack(resume(outer)), false, "cannot resume non-suspended coroutine") and same(pack(resume(inner)), false, "cannot resume non-suspended coroutine") and same(pack(resume(main)), false, "cannot resume non-suspended coroutine"))
    yield()
    assert(status(outer) == "normal")
  end)
  assert(status(inner) == "suspended" and resume(inner) and status(inner) == "suspended" and resume(inner) and status(inner) == "dead" and status(outer) == "running")
  yield("between")
  return "end"
end)
assert(same(pack(resume(outer)), true, "between") and status(outer) == "suspended" and same(pack(resume(outer)), true, "end"))
local co1, co2
co1 = create(function() return co2() end)
co2 = wrap(function() assert(status(co1) == "normal" and not resume(co1)) yield(3) end)
assert(same(pack(resume(co1)), true, 3) and status(co1) == "dead")
co = create(function(self) assert(running() == self and resume(self) == false) return 10 end)
assert(same(pack(resume(co, co)), true, 10) and not resume(co, co))

-- Errors end it; any value; wrap passes them on, texts with a position more.
for _, value in ipairs({ "text", 5, true, false, {}, print, main }) do
  co = create(function() yield(1) error(value, 0) end)
  assert(resume(co) and same(pack(resume(co)), false, value) and status(co) == "dead" and same(pack(resume(co)), false, "cannot resume dead coroutine"))
  w = wrap(function() yield(1) error(value, 0) end)
  assert(w() == 1)
  local ok, e = pcall(w)
  assert(not ok and (e == value or type(value) ~= "table" and tostring(e):find(tostring(value), 1, true)))
end
assert(same(pack(resume(create(error))), false, nil) and same(pack(resume(create(function() error() end))), false, nil))
assert(select(2, resume(create(function() local x return x.y end))):find("attempt to index local 'x' (a nil value)", 1, true))
local function thrower() error("up") end
assert(select(2, pcall(wrap(function() wrap(function() thrower() end)() end))):find("up", 1, true))
do -- Variables of a coroutine that failed live on in closures.
  local f
  local x = create(function() local a = 10 f = function() a = a + 1 return a end error("x") end)
  assert(not resume(x) and not resume(x, 1, 1, 1) and f() == 11 and f() == 12)
end

-- Recursion, generators, pipelines.
local function permute(a, n) n = n or #a if n <= 1 then yield(a) else for i = 1, n do a[n], a[i] = a[i], a[n] permute(a, n - 1) a[n], a[i] = a[i], a[n] end end end
local seen, count = {}, 0
for p in wrap(function() permute({ 1, 2, 3, 4 }) end) do local key = table.concat(p) assert(not seen[key]) seen[key] = true count = count + 1 end
assert(count == 24)
local function gen(n) return wrap(function() for i = 2, n do yield(i) end end) end
local function filter(p, g) return wrap(function() for n in g do if n % p ~= 0 then yield(n) end end end) end
local x, primes = gen(100), {}
while true do local n = x() if n == nil then break end primes[#primes + 1] = n x = filter(n, x) end
assert(#primes == 25 and primes[25] == 97)
local function all(a, n, k) if k == 0 then yield(a) else for i = 1, n do a[k] = i all(a, n, k - 1) end end end
count = 0
for _ in wrap(function() all({}, 5, 4) end) do count = count + 1 end
assert(count == 625)
local function tree(t) if t then tree(t[1]) yield(t[2]) tree(t[3]) end end
local walked = {}
for v in wrap(function() tree({ { nil, 1, { nil, 2 } }, 3, { { nil, 4 }, 5 } }) end) do walked[#walked + 1] = v end
assert(table.concat(walked) == "12345")
do -- Producer and consumer, taking turns.
  local log = {}
  local tasks = {}
  for id = 1, 3 do tasks[id] = create(function() for step = 1, id do log[#log + 1] = id .. step yield() end end) end
  while #tasks > 0 do for i = #tasks, 1, -1 do resume(tasks[i]) if status(tasks[i]) == "dead" then table.remove(tasks, i) end end end
  assert(table.concat(log, " ") == "31 21 11 32 22 33")
end
-- Tail calls.
local function tail(i) return yield(i) end
w = wrap(function() for i = 1, 10 do assert(tail(i) == "r" .. i) end return "end" end)
assert(w() == 1)
for i = 1, 9 do assert(w("r" .. i) == i + 1) end
assert(w("r10") == "end")
w = wrap(function() return yield(1) end)
assert(w() == 1 and same(pack(w(2, 3)), 2, 3))
-- Deep inside of calls.
local function down(n) if n == 0 then return yield("bottom") end return (down(n - 1)) end
for _, depth in ipairs({ 0, 1, 100, 10000 }) do w = wrap(down) assert(w(depth) == "bottom" and w("back") == "back") end

-- Yields across pcall and xpcall, with errors afterwards.
w = wrap(function()
  local ok, a = pcall(function() local got = yield("in pcall") error({ got }) end)
  assert(not ok and a[1] == "given")
  ok, a = xpcall(function() error(yield("in xpcall"), 0) end, function(e) return "handled " .. e end)
  assert(not ok and a == "handled given")
  ok, a = pcall(pcall, function() return yield("in two") end)
  assert(ok and a == true)
  return pcall(yield, "as body")
end)
assert(w() == "in pcall" and w("given") == "in xpcall" and w("given") == "in two" and w() == "as body" and same(pack(w("x", "y")), true, "x", "y"))
local function iterator(_, i) return yield(i) end
w = wrap(function() return xpcall(pcall, function(...) return ... end, function() local s = 0 for i in iterator, nil, 1 do pcall(function() s = s + i end) end error({ s }) end) end)
w()
for i = 1, 10 do assert(w(i) == i) end
local r1, r2, v = w(nil)
assert(r1 and not r2 and v[1] == 55)

-- Yields in every metamethod.
local function run(f, expected)
  local c = wrap(f)
  for _, event in ipairs(expected) do local done, name = c() assert(done == nil and name == event, name) end
  return c()
end
local mt = {}
local function new(v) return setmetatable({ v = v }, mt) end
local function val(a) return type(a) == "table" and a.v or a end
for event, f in pairs({ add = function(a, b) return a + b end, sub = function(a, b) return a - b end, mul = function(a, b) return a * b end, div = function(a, b) return a / b end, mod = function(a, b) return a % b end, pow = function(a, b) return a ^ b end, concat = function(a, b) return a .. b end, lt = function(a, b) return a < b end, le = function(a, b) return a <= b end, eq = function(a, b) return a == b end }) do
  mt["__" .. event] = function(a, b) yield(nil, event) return f(val(a), val(b)) end
end
mt.__unm = function(a) yield(nil, "unm") return -a.v end
mt.__len = function(a) yield(nil, "len") return a.v end
mt.__call = function(self, ...) yield(nil, "call") return select("#", ...) end
mt.__index = function(t, k) yield(nil, "index") return k end
mt.__newindex = function(t, k, v) yield(nil, "newindex") rawset(t, k, v) end
mt.__tostring = function(t) yield(nil, "tostring") return "text" end
local a, b = new(10), new(4)
assert(run(function() return a + b end, { "add" }) == 14 and run(function() return a - 1 end, { "sub" }) == 9 and run(function() return 2 * b end, { "mul" }) == 8)
assert(run(function() return a / b end, { "div" }) == 2.5 and run(function() return a % b end, { "mod" }) == 2 and run(function() return b ^ 2 end, { "pow" }) == 16 and run(function() return -a end, { "unm" }) == -10)
assert(run(function() return a .. b end, { "concat" }) == "104" and run(function() return a .. "x" .. b .. "y" end, { "concat", "concat" }) == "10x4y" and run(function() return "x" .. a .. b .. 1 end, { "concat", "concat" }) == "x1041")
assert(run(function() return a < b and "yes" or "no" end, { "lt" }) == "no" and run(function() return a > b and "yes" end, { "lt" }) == "yes" and run(function() if a <= b then return 1 else return 2 end end, { "le" }) == 2 and run(function() if not (a >= new(10)) then return 1 end return 2 end, { "le" }) == 2)
assert(run(function() return a == b and "yes" or "no" end, { "eq" }) == "no" and run(function() if a ~= new(10) then return 1 end return 2 end, { "eq" }) == 2)
assert(run(function() return #a end, { "len" }) == 10 and run(function() return a(1, 2) + a() end, { "call", "call" }) == 2 and run(function() return a.field .. a[1] end, { "index", "index" }) == "field1")
assert(run(function() a.x = 5 a.x = 6 return rawget(a, "x") end, { "newindex" }) == 6)
mt.__le = nil
assert(run(function() return a <= b and 1 or 2 end, { "lt" }) == 2 and run(function() if a >= b then return 1 end end, { "lt" }) == 1)
do -- Globals with an environment that yields.
  local env = setmetatable({}, { __index = function(_, k) yield(nil, "get") return 5 end, __newindex = function(t, k, v) yield(nil, "set") rawset(t, k, v) end })
  assert(run(load("x = y + 1 return x", "c", "t", env), { "get", "set" }) == 6)
end
-- And in iterators.
assert(run(function() local s = 0 for i in function(_, i) if i % 2 == 0 then yield(nil, "for") end if i < 4 then return i + 1 end end, nil, 0 do s = s + i end return s end, { "for", "for", "for" }) == 10)
assert(run(function() local s = 0 for k, v in pairs(setmetatable({}, { __pairs = function() return function(_, k) yield(nil, "next") if not k then return 1, 2 end end end })) do s = s + v end return s end, { "next", "next" }) == 2)

-- Many, alive at once and one after the other.
local alive = {}
for i = 1, 500 do alive[i] = wrap(function() local n = i while true do n = n + yield(n) end end) alive[i]() end
for i = 1, 500 do assert(alive[i](i) == 2 * i) end
for i = 1, 20000 do local c = create(function(v) return v end) local _, r = resume(c, i) assert(r == i) end
-- Suspended ones may be left alone.
_G.pending = wrap(function() local a = 10 local function x() a = a + 1 end yield() x() end)
pending()
pending = nil
assert(running() == main)

-- Tables: length, next, pairs, ipairs, kinds of keys, insertion while walking, insert, remove.

-- Length of sequences, however they were made.
for size = 0, 300 do
  local t = {}
  for i = 1, size do t[i] = i end
  assert(#t == size and rawlen(t) == size and t[size + 1] == nil)
  if size % 50 == 0 then
    for i = size, 1, -1 do assert(#t == i) t[i] = nil end
    assert(#t == 0 and next(t) == nil)
    for i = size, 1, -1 do t[i] = i end
    assert(#t == size)
  end
end
assert(#{} == 0 and #{ 1 } == 1 and #{ nil } == 0 and #{ 1, 2, nil } == 2 and #{ n = 5 } == 0 and #{ [1] = 1, [2] = 2 } == 2 and #{ 1, [3] = 3 } ~= 2)

-- next and pairs: every entry once.
local function entries(t) local n = 0 for k, v in pairs(t) do assert(t[k] == v or v ~= v) n = n + 1 end return n end
local kinds = { 1, 2, 3, x = 1, y = 2, [1.5] = 3, [-1] = 4, [0] = 5, [true] = 6, [false] = 7, [print] = 8, [{}] = 9, [2 ^ 53] = 10, [1e300] = 11, [math.huge] = 12, [-math.huge] = 13, [""] = 14, ["\0"] = 15 }
assert(entries(kinds) == 18 and entries({}) == 0 and next({}) == nil and select("#", next({})) == 1)
local k, v = next({ a = 1 })
assert(k == "a" and v == 1 and next({ a = 1 }, "a") == nil and next({ 10 }) == 1 and next({ 10 }, 1) == nil)
assert(not pcall(next, {}, 1) and not pcall(next, { 1 }, 2) and not pcall(next, { a = 1 }, "b") and not pcall(next) and not pcall(next, 1))
local seen = {}
for i in pairs({ "a", "b", "c" }) do seen[#seen + 1] = i end
assert(table.concat(seen) == "123")
-- Assigning to and removing what is there is allowed on the way.
local t = {}
for i = 1, 100 do t[i] = i t["k" .. i] = i end
local n = 0
for key in pairs(t) do n = n + 1 t[key] = nil end
assert(n == 200 and next(t) == nil)
for i = 1, 100 do t["k" .. i] = i end
for key, value in pairs(t) do t[key] = value + 1 end
for i = 1, 100 do assert(t["k" .. i] == i + 1) end
for key, value in pairs(t) do if value % 2 == 0 then t[key] = nil end end
assert(entries(t) == 50)
-- Growing and shrinking again and again.
t = {}
for round = 1, 5 do
  for i = 1, 500 do t[i * round] = i t[tostring(i)] = i end
  for i = 1, 500 do assert(t[i * round] == i and t[tostring(i)] == i) end
  for i = 1, 500 do t[i * round] = nil t[tostring(i)] = nil end
  assert(next(t) == nil and #t == 0)
end

-- ipairs stops at the first nil.
local function count(t) local c = 0 for i, value in ipairs(t) do c = c + 1 assert(i == c and t[i] == value) end return c end
assert(count({}) == 0 and count({ 1, 2, 3 }) == 3 and count({ 1, nil, 3 }) == 1 and count({ [0] = 0, 1 }) == 1 and count({ n = 1 }) == 0 and count({ false, false }) == 2)
t = { 1, 2, 3 }
n = 0
for i, value in ipairs(t) do n = n + 1 if i == 1 then t[4] = 4 end end
assert(n == 4)
local iterator, state, start = ipairs(t)
assert(state == t and start == 0 and iterator(t, 0) == 1 and iterator(t, 4) == nil and select("#", ipairs(t)) == 3)
assert(pairs(t) == next and select(2, pairs(t)) == t and select("#", pairs(t)) == 3 and select(3, pairs(t)) == nil)
for _, bad in ipairs({ 1, "x", true, print }) do assert(not pcall(pairs, bad) and not pcall(ipairs, bad)) end
assert(not pcall(pairs) and not pcall(ipairs, nil))
-- Not through __index.
assert(count(setmetatable({}, { __index = { 1, 2 } })) == 0)

-- Keys: numbers that are equal are one, texts and numbers are not, NaN and nil are none.
t = {}
t[1] = "a"
t[1.0] = "b"
t["1"] = "c"
assert(t[1] == "b" and t["1"] == "c" and entries(t) == 2)
t[0] = "zero"
t[-0.0] = "minus"
assert(t[0] == "minus" and t[-0.0] == "minus" and entries(t) == 3)
t[2 ^ 31], t[2 ^ 32], t[-2 ^ 31], t[2 ^ 53] = 1, 2, 3, 4
assert(t[2147483648] == 1 and t[4294967296] == 2 and t[-2147483648] == 3 and t[9007199254740992] == 4)
t[0.1 + 0.2] = "sum"
assert(t[0.3] == nil and t[0.1 + 0.2] == "sum" and t[nil] == nil and t[0 / 0] == nil and rawget(t, nil) == nil)
assert(not pcall(rawset, t, nil, 1) and not pcall(rawset, t, 0 / 0, 1) and not pcall(function() t[nil] = nil end) and not pcall(function() t[0 / 0] = nil end))
t = {}
for i = 1, 200 do t[("x"):rep(i)] = i end
for i = 1, 200 do assert(t[("x"):rep(i)] == i) end
t[("long"):rep(1000)] = 1
assert(t[("long"):rep(1000)] == 1 and t[("long"):rep(999)] == nil)
-- false is a value, nil is none.
t = { a = false }
assert(t.a == false and next(t) == "a" and rawequal(t.a, false))
t.a = nil
assert(next(t) == nil)

-- rawget, rawset, rawlen, rawequal.
local meta = setmetatable({}, { __index = function() return "i" end, __newindex = function() error() end, __len = function() return 99 end, __eq = function() return true end })
assert(rawget(meta, 1) == nil and rawset(meta, 1, "r") == meta and rawget(meta, 1) == "r" and rawlen(meta) == 1 and not rawequal(meta, setmetatable({}, getmetatable(meta))) and rawlen("abc") == 3)
assert(rawequal(1, 1) and rawequal("a", "a") and not rawequal(1, "1") and not rawequal({}, {}) and rawequal(nil, nil) and not rawequal(0 / 0, 0 / 0) and rawequal(0, -0.0))
for _, f in ipairs({ rawget, rawset, rawlen, rawequal }) do assert(not pcall(f)) end
assert(not pcall(rawget, 1, 1) and not pcall(rawset, "x", 1, 1) and not pcall(rawlen, 5) and not pcall(rawlen, nil) and not pcall(rawset, {}, 1) and not pcall(rawequal, 1) and not pcall(rawget, {}))

-- table.insert and table.remove.
t = {}
table.insert(t, "a")
table.insert(t, "c")
table.insert(t, 2, "b")
table.insert(t, 1, "z")
table.insert(t, #t + 1, "d")
assert(table.concat(t) == "zabcd")
assert(table.remove(t) == "d" and table.remove(t, 1) == "z" and table.remove(t, 2) == "b" and table.concat(t) == "ac")
assert(table.remove(t, #t + 1) == nil and #t == 2 and table.remove({}) == nil and table.remove({}, 0) == nil and table.remove({}, 1) == nil and #t == 2)
local zero = { [0] = "x" }
assert(table.remove(zero, 0) == "x" and zero[0] == nil)
for i = 1, 100 do table.insert(t, 1, i) end
for i = 100, 1, -1 do assert(table.remove(t, 1) == i) end
for i = 1, 100 do table.insert(t, i) end
for i = 100, 1, -1 do assert(table.remove(t) == i) end
assert(table.concat(t) == "ac" and select("#", table.insert({}, 1)) == 0)
table.insert(t, nil)
assert(#t == 2)
for _, bad in ipairs({ { { 1 }, 0, 1 }, { { 1 }, 3, 1 }, { { 1 }, -1, 1 }, { { 1 }, "x", 1 }, { { 1 } }, { { 1 }, 1, 2, 3 }, { 1, 1 } }) do assert(not pcall(table.insert, table.unpack(bad))) end
for _, bad in ipairs({ { { 1, 2 }, 5 }, { { 1, 2 }, -1 }, { { 1, 2 }, "x" }, { 1 } }) do assert(not pcall(table.remove, table.unpack(bad))) end

-- Tables that hold themselves, and each other.
local self = {}
self.self, self[self] = self, self
assert(self.self.self == self and self[self][self] == self and next(self) ~= nil)

-- Large.
t = {}
for i = 1, 100000 do t[i] = i end
assert(#t == 100000)
local sum = 0
for i, value in ipairs(t) do sum = sum + value end
assert(sum == 100000 * 100001 / 2)
t = {}
for i = 100000, 1, -1 do t[i] = true end
assert(#t == 100000)
t = {}
for i = 1, 20000 do t["key" .. i] = i end
assert(entries(t) == 20000)

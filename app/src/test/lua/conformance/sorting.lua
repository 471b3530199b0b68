-- table.sort: order, comparators, stability of the contents, wrong comparators; sorted walks.

local function sorted(t, f) for i = #t, 2, -1 do if f then assert(not f(t[i], t[i - 1])) else assert(not (t[i] < t[i - 1])) end end return true end
local function counted(t) local c = {} for _, v in ipairs(t) do c[v] = (c[v] or 0) + 1 end return c end
local function sameCounts(a, b) for k, v in pairs(a) do if b[k] ~= v then return false end end for k, v in pairs(b) do if a[k] ~= v then return false end end return true end

local function check(make, size, f)
  local t = {}
  for i = 1, size do t[i] = make(i, size) end
  local before = counted(t)
  table.sort(t, f)
  assert(#t == size and sorted(t, f) and sameCounts(before, counted(t)))
end
local seed = 7
local function random(n) seed = (seed * 16807) % 2147483647 return seed % n end
local makers = {
  function(i) return i end, function(i, n) return n - i end, function() return 5 end, function(i) return i % 2 end, function(i) return i % 10 end, function() return random(1000) end, function() return random(10) end,
  function(i, n) return i < n / 2 and i or n - i end, function(i) return (i * 37) % 101 end, function(i) return -i % 7 end, function(i) return i / 3 end, function(i, n) return i == n and 0 or i end, function(i) return i == 1 and 1e9 or i end,
}
for _, make in ipairs(makers) do
  for _, size in ipairs({ 0, 1, 2, 3, 4, 5, 7, 10, 16, 33, 100, 257 }) do
    check(make, size)
    check(make, size, function(a, b) return a < b end)
    check(make, size, function(a, b) return a > b end)
    check(make, size, function(a, b) return a % 13 < b % 13 end)
  end
end
-- All orders of a few.
local function permutations(t, n, f) if n == 1 then f(t) else for i = 1, n do t[i], t[n] = t[n], t[i] permutations(t, n - 1, f) t[i], t[n] = t[n], t[i] end end end
for size = 1, 6 do
  local t = {}
  for i = 1, size do t[i] = i end
  permutations(t, size, function(order) local copy = { table.unpack(order) } table.sort(copy) for i = 1, size do assert(copy[i] == i) end end)
end
-- Texts, mixed by a comparator, by fields, by metamethod.
local words = { "pear", "apple", "fig", "Apple", "", "a", "b\0c", "b", "10", "9" }
table.sort(words)
assert(table.concat(words, ",") == ",10,9,Apple,a,apple,b,b\0c,fig,pear")
local records = {}
for i = 1, 50 do records[i] = { key = (i * 17) % 50, name = "n" .. i } end
table.sort(records, function(a, b) return a.key < b.key end)
for i = 1, 50 do assert(records[i].key == i - 1) end
local mixed = { 3, "2", 1, "10", 2.5 }
table.sort(mixed, function(a, b) return tonumber(a) < tonumber(b) end)
assert(table.concat(mixed, " ") == "1 2 2.5 3 10")
local mt = { __lt = function(a, b) return a.v < b.v end }
local objects = {}
for i = 1, 30 do objects[i] = setmetatable({ v = (i * 7) % 30 }, mt) end
table.sort(objects)
for i = 1, 30 do assert(objects[i].v == i - 1) end
-- Only 1 to n; other fields stay.
local t = { 3, 1, 2, x = "x", [0] = 0, [-1] = -1 }
table.sort(t)
assert(t[1] == 1 and t[3] == 3 and t.x == "x" and t[0] == 0 and t[-1] == -1 and select("#", table.sort(t)) == 0)
-- Errors: no order, from the comparator, wrong arguments.
assert(not pcall(table.sort, { 1, "x" }) and not pcall(table.sort, { {}, {} }) and not pcall(table.sort, { true, false }) and not pcall(table.sort, { 1, 2, nil, 4 }, function() error() end))
assert(not pcall(table.sort) and not pcall(table.sort, 1) and not pcall(table.sort, {}, 5) and not pcall(table.sort, { 1, 2 }, "x") and pcall(table.sort, { 1, 2 }, nil) and pcall(table.sort, {}, print))
assert(select(2, pcall(table.sort, { 3, 2, 1 }, function() error("from within", 0) end)) == "from within")
local big = {}
for i = 1, 100 do big[i] = i end
local ok, message = pcall(table.sort, big, function() return true end)
assert(ok or message:find("invalid order function for sorting", 1, true) or message:find("attempt to compare", 1, true))
assert(pcall(table.sort, { 1, 2, 3 }, function() return false end) and pcall(table.sort, { 1, 2, 3 }, function() end))
-- Sorting within sorting, and changing what is sorted.
local nested = { 3, 1, 2 }
table.sort(nested, function(a, b) local inner = { b, a } table.sort(inner) return a < b and inner[1] == a end)
assert(table.concat(nested) == "123")
-- A larger one does not take forever, whatever the order.
for _, make in ipairs({ makers[1], makers[2], makers[3], makers[6], makers[8] }) do
  local calls = 0
  check(make, 5000, function(a, b) calls = calls + 1 return a < b end)
  assert(calls < 400000)
end
-- Walking a table in the order of its keys.
local function ordered(t) local keys = {} for k in pairs(t) do keys[#keys + 1] = k end table.sort(keys) local i = 0 return function() i = i + 1 if keys[i] ~= nil then return keys[i], t[keys[i]] end end end
local out = {}
for k, v in ordered({ b = 2, a = 1, c = 3 }) do out[#out + 1] = k .. v end
assert(table.concat(out) == "a1b2c3")

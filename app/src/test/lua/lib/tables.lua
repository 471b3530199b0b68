local function fault(f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok, "did not fail")
  return (tostring(message):gsub("^[^:]+:%d+: ", ""):gsub("'[%a_%d]+%.", "'"))
end
local function list(t) return table.concat(t, ",") end

-- insert
local t = { 1, 2, 3 }
table.insert(t, 4) table.insert(t, 1, 0) table.insert(t, 3, "x") table.insert(t, 7, "end")
assert(list(t) == "0,1,x,2,3,4,end")
assert(select("#", table.insert({}, 1)) == 0)
table.insert(t, nil)
assert(#t == 7)
assert(fault(table.insert, { 1 }, 0, 1) == "bad argument #2 to 'insert' (position out of bounds)")
assert(fault(table.insert, { 1 }, 3, 1) == "bad argument #2 to 'insert' (position out of bounds)")
assert(fault(table.insert, { 1 }) == "wrong number of arguments to 'insert'")
assert(fault(table.insert, { 1 }, 1, 2, 3) == "wrong number of arguments to 'insert'")
assert(fault(table.insert, nil, 1) == "bad argument #1 to 'insert' (table expected, got nil)")

-- remove
t = { "a", "b", "c", "d" }
assert(table.remove(t) == "d" and table.remove(t, 1) == "a" and list(t) == "b,c")
assert(table.remove(t, 3) == nil and list(t) == "b,c" and table.remove({}) == nil and table.remove({}, 0) == nil)
assert(table.remove({ [0] = "zero" }, 0) == "zero")
assert(fault(table.remove, { 1, 2 }, 5) == "bad argument #1 to 'remove' (position out of bounds)")
assert(fault(table.remove, { 1, 2 }, -1) == "bad argument #1 to 'remove' (position out of bounds)")

-- concat
assert(table.concat({}) == "" and table.concat({}, "x") == "" and table.concat({ 1, 2.5, "c" }, ", ") == "1, 2.5, c" and table.concat({ "a", "b", "c" }, "", 2, 3) == "bc")
assert(table.concat({ "a" }, "x", 1, 1) == "a" and table.concat({ "a" }, "x", 2, 1) == "" and table.concat({ [5] = "e", [6] = "f" }, "-", 5, 6) == "e-f")
assert(fault(table.concat, { 1, {}, 3 }) == "invalid value (table) at index 2 in table for 'concat'")
assert(fault(table.concat, { 1, 2 }, ",", 1, 3) == "invalid value (nil) at index 3 in table for 'concat'")
assert(#table.concat({ ("x"):rep(1000), ("y"):rep(1000) }, ("-"):rep(500)) == 2500)

-- pack, unpack
t = table.pack(1, nil, 3, nil)
assert(t.n == 4 and t[1] == 1 and t[2] == nil and t[3] == 3 and table.pack().n == 0)
assert(select("#", table.unpack({}, 1, 3)) == 3 and select("#", table.unpack({})) == 0 and select("#", table.unpack({ 1, 2 }, 2, 1)) == 0)
assert(select(2, table.unpack({ 1, 2, 3 }, -1, 3)) == nil and select(5, table.unpack({ 1, 2, 3 }, -1, 3)) == 3 and table.unpack({ 1, 2, 3 }, 2) == 2)
assert(fault(table.unpack, {}, 1, 1e7) == "too many results to unpack")
assert(fault(table.unpack, {}, -2 ^ 31, 2 ^ 31 - 1) == "too many results to unpack")
assert(fault(table.unpack, 1) == "bad argument #1 to 'unpack' (table expected, got number)")

-- Lengths honour __len, elements are raw.
local counted = setmetatable({ "a", "b", "c", "d" }, { __len = function() return 2 end, __index = function() return "missing" end })
assert(table.concat(counted) == "ab" and select("#", table.unpack(counted)) == 2)
table.insert(counted, "C")
assert(rawget(counted, 3) == "C" and table.remove(counted) == "b")
assert(fault(table.concat, setmetatable({}, { __len = function() return "x" end })) == "object length is not a number")

-- sort
local function sorted(t, ...) table.sort(t, ...) return list(t) end
assert(sorted {} == "" and sorted { 1 } == "1" and sorted { 2, 1 } == "1,2" and sorted { 3, 1, 2 } == "1,2,3" and sorted { 5, 3, 1, 4, 2 } == "1,2,3,4,5")
assert(sorted({ 5, 3, 1, 4, 2 }, function(a, b) return a > b end) == "5,4,3,2,1" and sorted { "b", "a", "B", "A", "aa", "" } == ",A,B,a,aa,b")
assert(sorted { 2, 2, 1, 1, 2, 1 } == "1,1,1,2,2,2" and sorted { 1 / 0, -1 / 0, 0, 1.5 } == "-inf,0,1.5,inf")
local words = {}
for i = 1, 2000 do words[i] = (i * 7919) % 2003 end
table.sort(words)
for i = 2, #words do assert(words[i - 1] <= words[i]) end
table.sort(words)
table.sort(words, function(a, b) return a > b end)
for i = 2, #words do assert(words[i - 1] >= words[i]) end
local records = {}
for i = 1, 100 do records[i] = setmetatable({ key = (i * 37) % 101 }, { __lt = function(a, b) return a.key < b.key end }) end
for i = 1, 100 do setmetatable(records[i], getmetatable(records[1])) end
table.sort(records)
for i = 2, 100 do assert(records[i - 1].key < records[i].key) end
assert(fault(table.sort, { 1, 2, 3, 4 }, function() return true end) == "invalid order function for sorting")
assert(fault(table.sort, { 1, "x" }):find("attempt to compare", 1, true))
assert(fault(table.sort, { 1, 2 }, 5) == "bad argument #2 to 'sort' (function expected, got number)")
assert(select(2, pcall(table.sort, { 2, 1 }, function() error("inside", 0) end)) == "inside")
-- Whatever a comparator answers, sorting ends.
local flip = false
pcall(table.sort, words, function() flip = not flip; return flip end)
pcall(table.sort, words, function() return false end)
local seed = 1
pcall(table.sort, words, function() seed = (seed * 16807) % 2147483647; return seed % 2 == 0 end)

-- getn, maxn
assert(table.getn {} == 0 and table.getn { 1, 2, 3 } == 3 and table.getn(setmetatable({}, { __len = function() return 7 end })) == 7)
assert(fault(table.getn, "abc") == "bad argument #1 to 'getn' (table expected, got string)")
assert(table.maxn {} == 0 and table.maxn { 1, 2, nil, 4 } == 4 and table.maxn { [-1] = 1 } == 0 and table.maxn { [2.5] = 1, [1] = 1 } == 2.5)
assert(table.maxn { [1e300] = true, x = 1 } == 1e300 and table.maxn { [1 / 0] = 1 } == 1 / 0 and table.maxn(setmetatable({ 1 }, { __len = function() return 7 end })) == 1)
local emptied = { [100] = 1, [7] = 1 }
emptied[100] = nil
assert(table.maxn(emptied) == 7)
assert(fault(table.maxn) == "bad argument #1 to 'maxn' (table expected, got no value)")

-- create
assert(#table.create(0) == 0 and next(table.create(100)) == nil and #table.create(3, "x") == 3 and list(table.create(3, "x")) == "x,x,x")
assert(list(table.create(2.9, 0)) == "0,0" and list(table.create("2", 5)) == "5,5" and table.create(2, false)[2] == false)
local one = {}
local same = table.create(3, one)
assert(same[1] == one and same[3] == one and same[4] == nil)
local room = table.create(4)
for n = 1, 10 do room[n] = n end
assert(#room == 10 and room[10] == 10 and table.maxn(room) == 10)
room = table.create(1000)
room[1], room.x = "a", "b"
assert(#room == 1 and next(room) == 1)
assert(fault(table.create, -1) == "bad argument #1 to 'create' (size out of range)")
assert(fault(table.create, 2 ^ 31) == "bad argument #1 to 'create' (size out of range)")
assert(fault(table.create, 1e9) == "not enough memory" and fault(table.create, 1e9, 0) == "not enough memory")
assert(fault(table.create) == "bad argument #1 to 'create' (number expected, got no value)")

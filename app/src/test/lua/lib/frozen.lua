-- A table that its script has frozen: nothing changes it any more, in whatever way it is tried.
local function message(f, ...)
  local ok, text = pcall(f, ...)
  assert(not ok, "did not fail")
  return (tostring(text):gsub("^[^:]+:%d+: ", ""))
end
local REFUSED = "attempt to modify Immutable table"

local inner = { 1 }
local t = { 3, 1, 2, key = "value", inner = inner, [2.5] = "fraction", [true] = "boolean" }
assert(not table.isfrozen(t))
assert(table.freeze(t) == t and table.isfrozen(t))

local i, key = 1, "key"
for name, write in pairs {
  ["a field"] = function() t.key = "other" end,
  ["a field by a variable"] = function() t[key] = "other" end,
  ["a new field"] = function() t.new = 1 end,
  ["a field with its own value"] = function() t.key = "value" end,
  ["a field away"] = function() t.key = nil end,
  ["a field away that is not there"] = function() t.missing = nil end,
  ["an element"] = function() t[1] = 0 end,
  ["an element by a variable"] = function() t[i] = 0 end,
  ["an element more"] = function() t[#t + 1] = 0 end,
  ["a fraction"] = function() t[2.5] = 0 end,
  ["a boolean"] = function() t[true] = 0 end,
  ["an object as key"] = function() t[inner] = 0 end,
  ["in a loop"] = function() for n = 1, 10 do t[n] = n end end,
  ["as a global"] = function() local _ENV = t new = 1 end,
  ["as an upvalue in a coroutine"] = function() error(select(2, coroutine.resume(coroutine.create(function() t.key = 1 end))), 0) end,
  ["through __newindex"] = function() setmetatable({}, { __newindex = t }).key = 1 end,
  ["rawset"] = function() rawset(t, "key", 1) end,
  ["rawset of an element"] = function() rawset(t, 1, 1) end,
  ["a metatable"] = function() setmetatable(t, {}) end,
  ["a metatable away"] = function() setmetatable(t, nil) end,
  ["insert"] = function() table.insert(t, 4) end,
  ["insert with a result that is used"] = function() local _ = table.insert(t, 4) end,
  ["insert in front"] = function() table.insert(t, 1, 4) end,
  ["remove"] = function() table.remove(t) end,
  ["remove the first"] = function() table.remove(t, 1) end,
  ["sort"] = function() table.sort(t) end,
  ["sort of what is sorted"] = function() table.sort(table.freeze {}) end,
  ["seeall"] = function() package.seeall(t) end,
} do
  assert(message(write) == REFUSED, name)
end

-- All is as it was, and can be read.
assert(t[1] == 3 and t[2] == 1 and t[3] == 2 and #t == 3 and t.key == "value" and t.new == nil and t[2.5] == "fraction")
assert(getmetatable(t) == nil and next(t) == 1 and rawlen(t) == 3 and select("#", table.unpack(t)) == 3)
assert(table.concat(t, ",") == "3,1,2")
local n = 0
for _ in pairs(t) do n = n + 1 end
assert(n == 7)
-- What is in it is not frozen.
inner[1] = 2
table.insert(t.inner, 3)
assert(#inner == 2 and not table.isfrozen(inner))

-- Metamethods go on as they are: a table with a frozen metatable behaves like any other.
local class = table.freeze { __index = function(_, k) return k .. "!" end, __len = function() return 7 end, __eq = function() return true end }
local object = setmetatable({}, class)
assert(object.x == "x!" and #object == 7 and object == setmetatable({}, class))
assert(message(function() class.__len = nil end) == REFUSED and #object == 7)
-- A write that a metamethod takes never gets to the table.
local taken = {}
local proxy = table.freeze(setmetatable({ present = 1 }, { __newindex = function(_, k, v) taken[k] = v end }))
proxy.absent = 2
assert(taken.absent == 2 and proxy.absent == nil)
assert(message(function() proxy.present = 2 end) == REFUSED)
-- Entries of a weak table may go as its values do.
assert(table.isfrozen(table.freeze(setmetatable({ {} }, { __mode = "v" }))))

-- Libraries are frozen as well; nothing is frozen twice, nor what hides its metatable.
for _, library in ipairs { string, table, math, os, bit32, package, coroutine, channel, time, json, errors } do
  assert(table.isfrozen(library))
end
assert(message(table.freeze, t) == "bad argument #1 to 'table.freeze' (table is already frozen)")
assert(message(table.freeze, string) == "bad argument #1 to 'table.freeze' (table is already frozen)")
assert(message(table.freeze, setmetatable({}, { __metatable = false }))
  == "bad argument #1 to 'table.freeze' (table has a protected metatable)")
assert(message(table.freeze) == "bad argument #1 to 'table.freeze' (table expected, got no value)")
assert(message(table.isfrozen, 1) == "bad argument #1 to 'table.isfrozen' (table expected, got number)")

-- Even the globals.
local globals = _G
table.freeze(globals)
assert(message(function() created = 1 end) == REFUSED and created == nil)
assert(message(function() print = nil end) == REFUSED)

-- Nothing that runs share can be changed.
local function refused(f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok, "was not refused")
  assert(tostring(message):find("Immutable", 1, true) or tostring(message):find("protected", 1, true)
    or tostring(message):find("attempt to index", 1, true)
    or tostring(message):find("table expected", 1, true), tostring(message))
end

for _, library in ipairs { string, table, math, os, bit32, package, coroutine, channel, time, json, errors } do
  refused(function() library.injected = 1 end)
  refused(rawset, library, "injected", 1)
  refused(setmetatable, library, {})
  refused(table.insert, library, "x")
  for name in pairs(library) do
    refused(function() library[name] = nil end)
    break
  end
end

-- The metatable of strings gives nothing writable.
local metatable = getmetatable("")
if type(metatable) == "table" then
  refused(function() metatable.__index = {} end)
  refused(rawset, metatable, "__add", print)
  refused(rawset, metatable.__index, "upper", print)
end
refused(function() ("x").field = 1 end)
refused(setmetatable, "x", {})
refused(function() table.sort(string, function() return true end) end)
refused(function() table.remove(math, 1) end)

-- Nor do the metatables of host objects.
for _, object in ipairs { errors.new("x"), time.after("1s"), time.after("1s"):case_receive() } do
  assert(type(getmetatable(object)) ~= "table")
  refused(function() object.field = 1 end)
end

-- Globals are the run's own: what an earlier run left would be seen here.
assert(leaked == nil)
leaked = true
_G.print = nil

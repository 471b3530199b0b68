-- Messages name what failed as the script calls it, in stock Lua's words.
local function message(f, ...)
  local ok, text = pcall(f, ...)
  assert(not ok)
  return (tostring(text):gsub("^[^:]+:%d+: ", ""))
end

local upvalue
assert(message(function() local x; return x.y end) == "attempt to index local 'x' (a nil value)")
assert(message(function() return upvalue.y end) == "attempt to index upvalue 'upvalue' (a nil value)")
assert(message(function() return missing.y end) == "attempt to index global 'missing' (a nil value)")
assert(message(function() local t = {}; return t.a.b end) == "attempt to index field 'a' (a nil value)")
assert(message(function() local t = {}; t.a.b = 1 end) == "attempt to index field 'a' (a nil value)")
assert(message(function() missing() end) == "attempt to call global 'missing' (a nil value)")
assert(message(function() local t = {}; t.f() end) == "attempt to call field 'f' (a nil value)")
assert(message(function() local t = {}; t:m() end) == "attempt to call method 'm' (a nil value)")
assert(message(function() local f = 5; f() end) == "attempt to call local 'f' (a number value)")
assert(message(function() local t = {}; return t + 1 end) == "attempt to perform arithmetic on local 't' (a table value)")
assert(message(function() return 1 + upvalue end) == "attempt to perform arithmetic on upvalue 'upvalue' (a nil value)")
assert(message(function() local s = "x"; return -s end) == "attempt to perform arithmetic on local 's' (a string value)")
assert(message(function() local t = {}; return "a" .. t end) == "attempt to concatenate local 't' (a table value)")
assert(message(function() return "a" .. nil .. "b" end) == "attempt to concatenate a nil value")
assert(message(function() return #5 end) == "attempt to get length of a number value")
assert(message(function() return 1 < "2" end) == "attempt to compare number with string")
assert(message(function() return {} < {} end) == "attempt to compare two table values")
assert(message(function() return nil >= 1 end) == "attempt to compare number with nil")
assert(message(function() local t = {}; t[nil] = 1 end) == "table index is nil")
assert(message(function() local t = {}; t[0 / 0] = 1 end) == "table index is NaN")
assert(message(function() string.rep() end) == "bad argument #1 to 'rep' (string expected, got no value)")
assert(message(function() ("x"):rep({}) end):find("number expected, got table", 1, true))

-- Positions: the level says whose.
local function raise(level) error("text", level) end
local ok, text = pcall(function()
  raise(2)
end)
assert(text:match(":(%d+): text$") == "35", text)
assert(select(2, pcall(error, "plain")) == "plain")
assert(select(2, pcall(error, "plain", 0)) == "plain")
assert(select(2, pcall(error)) == nil)
local object = {}
assert(select(2, pcall(error, object)) == object)

-- A pcall inside a pcall, and an error passed on.
local ok, inner = pcall(function()
  local ok, text = pcall(error, "first")
  error(text .. " second", 0)
end)
assert(inner == "first second")

-- xpcall's handler gets the value and gives the result.
local ok, handled = xpcall(function() error({ code = 7 }) end, function(e) return e.code * 2 end)
assert(not ok and handled == 14)
assert(select(2, xpcall(function(a, b) return a + b end, print, 2, 3)) == 5)

-- What pcall gives for a call that must fail, without a position and without the library's name.
local function fault(f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok, "did not fail")
  return (tostring(message):gsub("^[^:]+:%d+: ", ""):gsub("'[%a_%d]+%.", "'"))
end

-- assert
assert(select("#", assert(1, nil, 3)) == 3)
local object = {}
assert(select(2, pcall(assert, false, object)) == object)
assert(fault(assert, false) == "assertion failed!")
assert(fault(assert, nil, nil) == "assertion failed!")
assert(fault(assert) == "assertion failed!")

-- type, tostring
assert(fault(type) == "bad argument #1 to 'type' (value expected)")
assert(fault(tostring) == "bad argument #1 to 'tostring' (value expected)")
assert(tostring(nil) == "nil" and tostring(true) == "true" and tostring(12) == "12" and tostring(-1.5) == "-1.5")
assert(tostring(1e15) == "1e+15" and tostring(2 ^ 53) == "9.007199254741e+15" and tostring(0.1) == "0.1")
assert(tostring(1 / 0) == "inf" and tostring(-1 / 0) == "-inf")
assert(tostring(setmetatable({}, { __tostring = function() return "mine" end })) == "mine")
assert(tostring({}):match("^table: 0x%x+$") and tostring(print):match("^function: "))

-- tonumber
for text, number in pairs {
  ["0x10"] = 16, ["  12  "] = 12, ["1e3"] = 1000, [".5"] = 0.5, ["5."] = 5, ["-0x1"] = -1, ["0xA.8"] = 10.5, ["0x1p4"] = 16, ["\t\n-7\r"] = -7,
} do
  assert(tonumber(text) == number, text)
end
for _, text in ipairs { "", " ", "0x", "1e", "1e+", "--1", "1 2", "1_0", "inf", "nan", "1f", "1d", "0x1p1f", "1\0", "\200", "abc" } do
  assert(tonumber(text) == nil, text)
end
assert(tonumber("ff", 16) == 255 and tonumber(" -Zz ", 36) == -1295 and tonumber("777", 8) == 511 and tonumber(12, 16) == 18)
assert(tonumber("8", 8) == nil and tonumber("", 10) == nil and tonumber("1e1", 10) == nil and tonumber("-", 10) == nil)
assert(tonumber({}) == nil and tonumber(nil) == nil and tonumber(true) == nil)
assert(fault(tonumber, "1", 1) == "bad argument #2 to 'tonumber' (base out of range)")
assert(fault(tonumber, "1", 37) == "bad argument #2 to 'tonumber' (base out of range)")
assert(fault(tonumber):find("value expected", 1, true))

-- select
assert(select("#") == 0 and select("#", nil, nil) == 2)
assert(select(2, "a", "b", "c") == "b" and select(-1, "a", "b", "c") == "c" and select("#", select(4, 1, 2, 3)) == 0)
assert(fault(select, 0) == "bad argument #1 to 'select' (index out of range)")
assert(fault(select, -2, 1) == "bad argument #1 to 'select' (index out of range)")

-- raw access
local guarded = setmetatable({}, { __index = function() return "index" end, __newindex = function() error("newindex") end, __len = function() return 42 end, __eq = function() return true end })
assert(rawget(guarded, "x") == nil and guarded.x == "index")
assert(rawset(guarded, "y", 1) == guarded and rawget(guarded, "y") == 1)
assert(#guarded == 42 and rawlen(guarded) == 0 and rawlen("abc") == 3 and rawlen({ 1, 2 }) == 2)
assert(guarded == setmetatable({}, getmetatable(guarded)) and not rawequal(guarded, setmetatable({}, getmetatable(guarded))))
assert(rawequal("a" .. "b", "ab") and rawequal(1, 1.0) and not rawequal("1", 1))
assert(fault(rawlen, 5) == "bad argument #1 to 'rawlen' (table or string expected)" or fault(rawlen, 5) == "table or string expected")
assert(fault(rawset, {}, nil, 1) == "table index is nil")
assert(fault(rawset, {}, 0 / 0, 1) == "table index is NaN")
assert(fault(rawget, {}) == "bad argument #2 to 'rawget' (value expected)")

-- metatables
assert(getmetatable({}) == nil and getmetatable(1) == nil and getmetatable(nil) == nil)
local metatable = {}
local t = setmetatable({}, metatable)
assert(getmetatable(t) == metatable and getmetatable(setmetatable(t, nil)) == nil)
assert(getmetatable(setmetatable({}, { __metatable = "locked" })) == "locked")
assert(fault(setmetatable, setmetatable({}, { __metatable = false }), {}) == "cannot change a protected metatable")
assert(fault(setmetatable, {}) == "bad argument #2 to 'setmetatable' (nil or table expected)")
assert(fault(setmetatable, {}, 1) == "bad argument #2 to 'setmetatable' (nil or table expected)")
assert(fault(setmetatable, 1, {}) == "bad argument #1 to 'setmetatable' (table expected, got number)")
local weak = setmetatable({}, { __mode = "k" })
weak[object] = 1
assert(weak[object] == 1)

-- next, pairs, ipairs
assert(next({}) == nil and next({ 5 }) == 1 and select(2, next({ 5 })) == 5 and next({ 5 }, 1) == nil)
assert(fault(next, {}, "absent") == "invalid key to 'next'")
local seen, sum = 0, 0
for k, v in pairs { 10, 20, 30, x = 40, [2.5] = 50, [true] = 60 } do
  seen, sum = seen + 1, sum + v
end
assert(seen == 6 and sum == 210)
-- Clearing entries on the way is allowed.
local many = {}
for i = 1, 100 do many[i] = i; many["k" .. i] = i end
seen = 0
for k in pairs(many) do many[k] = nil; seen = seen + 1 end
assert(seen == 200 and next(many) == nil)
local indexes = {}
for i, v in ipairs { "a", "b", nil, "d" } do indexes[#indexes + 1] = i .. v end
assert(table.concat(indexes, ",") == "1a,2b")
local proxy = setmetatable({}, {
  __pairs = function(self) return function(_, k) if not k then return 1, "p" end end, self, nil, "dropped" end,
  __ipairs = function(self) return function(_, i) if i < 2 then return i + 1, "i" end end, self, 0 end,
})
assert(select("#", pairs(proxy)) == 3)
for k, v in pairs(proxy) do assert(k == 1 and v == "p") end
seen = 0
for i, v in ipairs(proxy) do seen = seen + 1; assert(v == "i") end
assert(seen == 2)
assert(fault(pairs, nil) == "bad argument #1 to 'pairs' (table expected, got nil)"
  or fault(pairs, nil) == "bad argument #1 to 'for iterator' (table expected, got nil)")
assert(fault(ipairs):find("table expected, got no value", 1, true))

-- pcall, xpcall
assert(select("#", pcall(function() return 1, nil, nil end)) == 4)
assert(fault(pcall) == "bad argument #1 to 'pcall' (value expected)")
assert(select(2, pcall(nil)):find("attempt to call a nil value", 1, true))
assert(select(2, pcall(pcall, error, "x")) == false)
local ok, a, b = xpcall(function(...) return ... end, print, 1, 2)
assert(ok and a == 1 and b == 2)
local ok, text = xpcall(error, function(m) return "handled " .. m end, "this", 0)
assert(not ok and text == "handled this")
assert(fault(xpcall, print) == "bad argument #2 to 'xpcall' (value expected)")
-- A handler that fails itself does not run again and again.
local runs = 0
ok, text = xpcall(error, function() runs = runs + 1; error("again") end)
assert(not ok and runs < 300)

-- error with levels through library callbacks
local function level2() error("deep", 2) end
local ok, text = pcall(table.sort, { 3, 2, 1 }, function() error("plain", 0) end)
assert(text == "plain")
ok, text = pcall(string.gsub, "x", "x", function() error({ code = 1 }) end)
assert(text.code == 1)

-- unpack and require
assert(unpack({ 1, 2 }) == 1 and unpack == table.unpack or select("#", unpack({ 1, 2 })) == 2)
assert(require("string") == string and require("math") == math)
assert(fault(require, "no such module"):find("module 'no such module' not found", 1, true))

assert(_G._G == _G and _VERSION == "Lua 5.2")

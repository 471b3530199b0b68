-- Attacks: what runs share, by way of the metatable of strings.
-- Expect: succeeded
local index = getmetatable("").__index
assert(index == nil or not pcall(rawset, index, "injected", 1))
assert(not pcall(function() string.upper = function() return "mine" end end))
local mine = setmetatable({}, { __index = string, __newindex = string })
assert(not pcall(function() mine.upper = print end))
string = { upper = function() return "mine" end }
assert(("x"):upper() == "X", "methods come from the frozen table")
assert(not pcall(function() return "a" + "b" end))

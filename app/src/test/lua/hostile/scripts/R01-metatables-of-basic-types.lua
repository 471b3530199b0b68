-- Attacks: the allow-list, by way of the metatables that values without one of their own might share.
-- Expect: succeeded
for _, value in ipairs { 1, 1.5, true, false, print, coroutine.create(print), function() end } do
  assert(getmetatable(value) == nil, tostring(value))
  assert(not pcall(setmetatable, value, {}), tostring(value))
  assert(not pcall(rawset, value, "__index", {}), tostring(value))
  assert(not pcall(function() value.__index = {} end), tostring(value))
end
assert(getmetatable(nil) == nil and not pcall(setmetatable, nil, {}))
local shown = getmetatable("")
assert(type(shown) ~= "table", "the metatable of strings is handed out")
assert(("").__index == nil and ("").__metatable == nil)
assert(not pcall(setmetatable, "", { __index = {} }))
assert(not pcall(function() ("").upper = print end))

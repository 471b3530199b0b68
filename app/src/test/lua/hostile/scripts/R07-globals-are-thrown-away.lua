-- Attacks: the run after this one, by destroying and replacing all globals.
-- Expect: succeeded
local keys, globals, rawset = {}, _G, rawset
for key in next, globals do
  keys[#keys + 1] = key
end
setmetatable(globals, { __index = function() return "injected" end, __newindex = function() end, __metatable = "locked" })
for i = 1, #keys do
  rawset(globals, keys[i], "replaced")
end
leaked, injected = true, true
rawset(globals, "leaked", true)

-- Attacks: the stack, by chains of tables as index and by one that leads to itself.
-- Limits: memory=64
-- Expect: succeeded
local t = {}
for _ = 1, 100000 do
  t = setmetatable({}, { __index = t, __newindex = t })
end
assert(not pcall(function() return t.x end))
assert(not pcall(function() t.x = 1 end))
local circle = setmetatable({}, {})
getmetatable(circle).__index = circle
getmetatable(circle).__newindex = circle
local ok, message = pcall(function() return circle.x end)
assert(not ok and message:find("loop", 1, true), message)
ok, message = pcall(function() circle.x = 1 end)
assert(not ok and message:find("loop", 1, true), message)

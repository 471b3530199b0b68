-- Attacks: the stack, by metamethods that use their operator again.
-- Limits: instructions=50000000 memory=256
-- Expect: succeeded
local function recurse(event, operation)
  local t = setmetatable({}, {})
  getmetatable(t)[event] = function(a, b) return operation(t, t) end
  local ok, message = pcall(operation, t, t)
  assert(not ok and tostring(message):find("stack overflow", 1, true), event .. ": " .. tostring(message))
end
recurse("__index", function(a) return (a.x) end)
recurse("__newindex", function(a) a.x = 1 return 1 end)
recurse("__call", function(a) return (a()) end)
recurse("__add", function(a, b) return (a + b) end)
recurse("__concat", function(a, b) return (a .. b) end)
recurse("__len", function(a) return #a + 1 end)
recurse("__unm", function(a) return -a + 1 end)
recurse("__lt", function(a, b) return not (a < b) end)
recurse("__le", function(a, b) return not (a <= b) end)
recurse("__tostring", function(a) return (tostring(a)) end)
recurse("__pairs", function(a) return (pairs(a)) end)
recurse("__ipairs", function(a) return (ipairs(a)) end)
local m = {}
local a, b = setmetatable({}, m), setmetatable({}, m)
m.__eq = function() return not (a == b) end
assert(not pcall(function() return a == b end))

-- Binary chunks are refused whatever they are called.
for _, mode in ipairs { "b", "bt", "t", false } do
  local f, message = load("\27Lua\82\0\1\4\4\4\8\0", "binary", mode or nil)
  assert(f == nil and type(message) == "string", tostring(message))
end
assert(load("return 1", "chunk", "b") == nil)
local f, message = load("return +", "=name")
assert(f == nil and message:find("^name:1:"), message)

-- A loaded chunk is metered and isolated like any other, with an environment of its own too.
local environment = {}
assert(load("x = 1; return x", "chunk", "t", environment)() == 1)
assert(environment.x == 1 and x == nil)
local parts = { "return ", "4", "2" }
local n = 0
assert(load(function() n = n + 1; return parts[n] end)() == 42)
assert(load(function() return nil end)() == nil)
-- A reader that never ends is stopped by its size.
assert(load(function() return ("x "):rep(100000) end) == nil)

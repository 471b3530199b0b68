-- Attacks: the stack, by protected calls in protected calls.
-- Limits: instructions=50000000 memory=256
-- Expect: succeeded
local deepest = 0
local function f(n)
  deepest = math.max(deepest, n)
  local ok, message = pcall(f, n + 1)
  if not ok then error(message, 0) end
end
local ok, message = pcall(f, 1)
assert(not ok and message:find("stack overflow", 1, true), message)
assert(deepest > 50)
local function g(n)
  local ok, e = xpcall(g, function(e) return e end, n + 1)
  if not ok then error(e, 0) end
end
ok, message = pcall(g, 1)
-- At the very bottom there is no room for the handler either.
assert(not ok and (message == "error in error handling" or message:find("stack overflow", 1, true)), message)
assert(pcall(pcall, pcall, pcall, pcall, error) == true)

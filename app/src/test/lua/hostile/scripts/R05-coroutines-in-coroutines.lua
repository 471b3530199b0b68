-- Attacks: the stack, by coroutines that resume new ones.
-- Limits: memory=256 coroutines=1000
-- Expect: succeeded
local deepest = 0
local function f(n)
  deepest = n
  local results = { coroutine.resume(coroutine.create(f), n + 1) }
  if not results[1] then error(results[2], 0) end
end
local ok, message = pcall(f, 1)
assert(not ok and message:find("stack overflow", 1, true), tostring(message))
assert(deepest > 50, deepest)
local function g(n) return coroutine.wrap(g)(n + 1) end
ok, message = pcall(g, 1)
assert(not ok and message:find("stack overflow", 1, true), tostring(message))

-- Attacks: the stack, by all that nests in turn.
-- Limits: instructions=50000000 memory=256 coroutines=1000
-- Expect: succeeded
local steps
local function step(n)
  return steps[n % #steps + 1](n)
end
local t = setmetatable({}, { __index = function(_, n) return step(n + 1) end, __call = function(_, n) return step(n + 1) end })
steps = {
  function(n) local _, v = assert(pcall(step, n + 1)) return v end,
  function(n) return (t[n]) end,
  function(n) return (("x"):gsub("x", function() return step(n + 1) end)) end,
  function(n) table.sort({ 3, 2, 1 }, function(a, b) step(n + 1) return a < b end) return n end,
  function(n) return (coroutine.wrap(step)(n + 1)) end,
  function(n) return (t(n)) end,
  function(n) return load("local step, n = ... return (step(n + 1))")(step, n) end,
  function(n) return (tostring(setmetatable({}, { __tostring = function() return step(n + 1) end }))) end,
  function(n) for _ in function() return step(n + 1) end do end end,
}
for _ = 1, 3 do
  local ok, message = pcall(step, 1)
  assert(not ok and tostring(message):find("stack overflow", 1, true), tostring(message))
end

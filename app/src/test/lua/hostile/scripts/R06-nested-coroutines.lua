-- Attacks: the limit of memory, with coroutines that wait for each other.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local function f(n)
  local text = ("x"):rep(400000) .. n
  if not keep then text = nil end
  if n > 0 then coroutine.wrap(f)(n - 1) end
  return text
end
f(50)

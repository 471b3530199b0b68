-- Attacks: the stack, by going on after it was full.
-- Limits: instructions=50000000 memory=256
-- Expect: succeeded 5
local function f(n) return 1 + f(n + 1) end
local function nested(n)
  local ok, message = pcall(f, 1)
  assert(not ok and message:find("stack overflow", 1, true), message)
  return n == 5 and n or nested(n + 1)
end
return nested(1)

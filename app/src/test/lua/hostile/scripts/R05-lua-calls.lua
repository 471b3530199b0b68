-- Attacks: the stack, by a function that calls itself.
-- Limits: instructions=50000000 memory=256
-- Expect: succeeded
local function f(n) return 1 + f(n + 1) end
for _ = 1, 3 do
  local ok, message = pcall(f, 1)
  assert(not ok and message:find("stack overflow", 1, true), message)
end

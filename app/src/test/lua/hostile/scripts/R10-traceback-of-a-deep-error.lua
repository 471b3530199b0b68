-- Attacks: the failure, with a traceback of tens of thousands of calls.
-- Limits: instructions=20000000 memory=128
-- Expect: failed script: bottom
local function f(n)
  if n == 0 then error("bottom") end
  return 1 + f(n - 1)
end
f(50000)

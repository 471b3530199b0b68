-- Attacks: the limit of memory, with arguments that have no name.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local function f(n, ...)
  if n == 0 then return select("#", ...) end
  if keep then
    return 1 + f(n - 1, ("x"):rep(400000) .. n, ...)
  end
  return f(n - 1, "x")
end
f(60)

-- Attacks: the limit of memory, with results of calls that wait for further ones.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local function f(n)
  if n == 0 then return end
  local text = ("x"):rep(400000) .. n
  if not keep then return f(n - 1) end
  return text, f(n - 1)
end
select("#", f(60))

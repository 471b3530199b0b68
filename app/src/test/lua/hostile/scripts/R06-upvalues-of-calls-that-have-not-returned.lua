-- Attacks: the limit of memory, with registers of calls that closures share.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local function f(n)
  local text = ("x"):rep(400000) .. n
  local g = function() return text end
  if not keep then text, g = nil, nil end
  if n > 0 then f(n - 1) end
  return g
end
f(60)

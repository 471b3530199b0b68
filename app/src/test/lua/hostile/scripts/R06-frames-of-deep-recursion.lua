-- Attacks: the limit of memory, with the registers of very many calls.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local function f(n)
  if n == 0 then return 0 end
  if keep then
    return 1 + f(n - 1)
  end
  return f(n - 1)
end
f(150000)

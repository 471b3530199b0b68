-- Attacks: the limit of memory, with very many objects that share the bytes of one string.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local long = ("x"):rep(1000)
local t = {}
for i = 1, 400000 do
  t[keep and i or 1] = long:sub(2)
end

-- Attacks: the limit of memory, with many strings in a table.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local t = {}
for i = 1, 240 do
  t[keep and i or 1] = ("x"):rep(100000 + i)
end

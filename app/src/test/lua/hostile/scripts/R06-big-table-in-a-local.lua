-- Attacks: the limit of memory, with tables that only a local holds.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local t = {}
for i = 1, 2500000 do
  t[keep and i or i % 1000] = true
end

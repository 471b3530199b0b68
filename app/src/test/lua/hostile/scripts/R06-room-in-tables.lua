-- Attacks: the limit of memory, with room that is asked for and never used.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local t = {}
for i = 1, 200 do
  t[keep and i or 1] = table.create(100000)
end
assert(not pcall(table.create, 1e9))

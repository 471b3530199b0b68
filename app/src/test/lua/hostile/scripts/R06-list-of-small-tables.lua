-- Attacks: the limit of memory, with a linked list of small tables.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local list
for _ = 1, 250000 do
  list = { next = keep and list or nil }
end

-- Attacks: the limit of memory, with many small strings, each its own.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local t = {}
for i = 1, 250000 do
  t[keep and i or 1] = "small" .. i
end

-- Attacks: the limit of memory, with the boxes of numbers in an array that has its size already.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local t = {}
for i = 1, 500000 do
  t[i] = true
end
for i = 1, 500000 do
  t[keep and i or 1] = i + 0.5
end

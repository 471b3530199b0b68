-- Attacks: the limit of memory, with tables that have been emptied and keep their storage.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local t = {}
for i = 1, 200 do
  local inner = {}
  for j = 1, 16384 do
    inner[j] = true
  end
  for j = 1, 16384 do
    inner[j] = nil
  end
  t[keep and i or 1] = inner
end

-- Attacks: the limit of memory, with the details of errors.
-- Limits: memory=8 instructions=50000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local details = { list = {} }
for i = 1, 10000 do
  details.list[i] = i
end
local kept = {}
for i = 1, 250 do
  local err = errors.new { message = "m", details = details }
  kept[keep and i or 1] = i % 2 == 0 and err or err:details()
end

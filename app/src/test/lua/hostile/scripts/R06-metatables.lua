-- Attacks: the limit of memory, with values that only metatables hold.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local t = {}
for i = 1, 60 do
  t[keep and i or 1] = setmetatable({}, { { ("x"):rep(400000) .. i } })
end

-- Attacks: the limit of memory, with parts that share the bytes of long strings.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local t = {}
for i = 1, 60 do
  t[keep and i or 1] = (("x"):rep(400000) .. i):sub(2)
end

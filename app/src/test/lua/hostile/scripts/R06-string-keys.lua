-- Attacks: the limit of memory, with strings that are keys of tables only.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local t = {}
for i = 1, 240 do
  t[keep and ("x"):rep(100000) .. i or 1] = true
end

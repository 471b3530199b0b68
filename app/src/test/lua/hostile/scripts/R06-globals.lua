-- Attacks: the limit of memory, with globals.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
for i = 1, 60 do
  _G[keep and "name" .. i or "name"] = ("x"):rep(400000) .. i
end

-- Attacks: the limit of memory, with tables that are frozen, as those are that all jobs share.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local t = {}
for i = 1, 60 do
  t[keep and i or 1] = table.freeze(setmetatable({ ("x"):rep(200000) .. i, table.freeze { inner = ("y"):rep(200000) .. i } }, table.freeze {}))
end

-- Attacks: the limit of memory, with weak tables whose entries are held elsewhere, and strings, which are never weak.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local values = setmetatable({}, { __mode = "v" })
for i = 1, 60 do
  values[keep and i or 1] = ("x"):rep(400000) .. i
end

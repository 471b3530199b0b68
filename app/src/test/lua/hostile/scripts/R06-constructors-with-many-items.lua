-- Attacks: the limit of memory, with tables that are made with room.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local make = load("return {" .. ("nil,"):rep(5000) .. "}")
local t = {}
for i = 1, 1000 do
  t[keep and i or 1] = make()
end

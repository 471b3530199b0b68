-- Attacks: the limit of memory, with environments of loaded functions.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local t = {}
for i = 1, 60 do
  t[keep and i or 1] = load("return x", "chunk", "t", { x = ("x"):rep(400000) .. i })
end

-- Attacks: the limit of memory, with strings that only upvalues hold.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local chain
for i = 1, 60 do
  local text, before = ("x"):rep(400000) .. i, keep and chain
  chain = function() return text, before end
end

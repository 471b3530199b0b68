-- Attacks: the limit of memory, with subjects of iterators that have not come to their end.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local t = {}
for i = 1, 60 do
  local iterate = (("x"):rep(400000) .. i):gmatch("x")
  iterate()
  t[keep and i or 1] = iterate
end

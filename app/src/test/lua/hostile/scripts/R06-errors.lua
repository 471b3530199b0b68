-- Attacks: the limit of memory, with messages and details of structured errors.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local t = {}
for i = 1, 60 do
  t[keep and i or 1] = errors.new { message = ("x"):rep(200000) .. i, details = { ("y"):rep(200000) .. i } }
end

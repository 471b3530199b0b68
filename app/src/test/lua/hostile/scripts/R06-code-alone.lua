-- Attacks: the limit of memory, with functions that are nothing but instructions.
-- Limits: memory=8 instructions=60000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local source = "local x, y " .. ("x = y "):rep(8000)
local t = {}
for i = 1, 300 do
  t[keep and i or 1] = assert(load(source))
end

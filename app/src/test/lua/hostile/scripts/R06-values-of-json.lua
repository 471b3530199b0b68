-- Attacks: the limit of memory, with values that JSON texts became.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local text = "[" .. ('{"a":1},'):rep(4000) .. "1]"
local t = {}
for i = 1, 40 do
  t[keep and i or 1] = json.decode(text)
end

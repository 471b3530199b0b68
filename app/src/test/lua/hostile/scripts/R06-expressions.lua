-- Attacks: the limit of memory, with many large expressions.
-- Limits: memory=8 instructions=1000000000
-- Expect: failed out_of_memory
local regexp, all = require("text").regexp, {}
for i = 1, 1000 do
  all[i] = assert(regexp.compile("\\pL{8}"))
end

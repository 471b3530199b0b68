-- Attacks: the limit of memory, with very many matches of one call.
-- Limits: memory=8 instructions=1000000000
-- Expect: failed out_of_memory
local re = require("text").regexp.compile("a")
re:find_all_index(("a"):rep(2000000))

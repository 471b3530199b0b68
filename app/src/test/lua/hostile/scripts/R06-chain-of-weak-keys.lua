-- Attacks: the limit of memory, with a chain of weak keys, each held by the value of the one before.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local keys = setmetatable({}, { __mode = "k" })
local first = {}
local last = first
for i = 1, 300 do
  local nextKey = { ("x"):rep(100000) .. i }
  keys[last] = nextKey
  if keep then last = nextKey end
end
assert(first)

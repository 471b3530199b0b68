-- Attacks: the limit of memory, with keys of a weak table that only their values refer to.
-- Limits: memory=8 instructions=20000000
-- Expect: succeeded
local keys = setmetatable({}, { __mode = "k" })
for i = 1, 200 do
  local key = {}
  keys[key] = { key, ("x"):rep(100000) .. i }
end

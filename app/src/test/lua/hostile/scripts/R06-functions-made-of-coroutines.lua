-- Attacks: the limit of memory, with coroutines behind functions in tables.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local kept = {}
for i = 1, 60 do
  local f = coroutine.wrap(function(text)
    coroutine.yield()
    return text
  end)
  f(keep and ("x"):rep(400000) .. i)
  kept[i] = f
end

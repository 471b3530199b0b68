-- Attacks: the limit of memory, with values that are passed between coroutines that never run again.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local kept = {}
for i = 1, 60 do
  local co = coroutine.create(function(...)
    local n = select("#", coroutine.yield(...))
    coroutine.yield(n)
  end)
  if keep then
    coroutine.resume(co, ("x"):rep(400000) .. i)
  end
  kept[i] = co
end

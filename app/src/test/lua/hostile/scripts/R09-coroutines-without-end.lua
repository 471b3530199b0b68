-- Attacks: what a job owns, by making coroutines and keeping them.
-- Limits: coroutines=50
-- Expect: failed script: too many coroutines
local kept = {}
while true do
  local co = coroutine.create(function() coroutine.yield() end)
  coroutine.resume(co)
  kept[#kept + 1] = co
end

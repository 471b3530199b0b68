-- Attacks: the limit of memory, with locals of coroutines that are suspended.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local kept = {}
for i = 1, 90 do
  local co = coroutine.create(function()
    local text = ("x"):rep(200000) .. i
    if not keep then text = nil end
    coroutine.yield()
    return text
  end)
  coroutine.resume(co)
  kept[i] = co
end

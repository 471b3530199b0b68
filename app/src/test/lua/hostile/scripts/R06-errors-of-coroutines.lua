-- Attacks: the limit of memory, with errors that coroutines ended by.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local t = {}
for i = 1, 180 do
  local co = coroutine.create(function() error(("x"):rep(100000) .. i) end)
  local _, message = coroutine.resume(co)
  t[keep and i or 1] = message
end

-- Attacks: the limit of memory, with the source that a load under way has read.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local function f(n)
  local calls = 0
  load(function()
    calls = calls + 1
    if calls == 1 then return keep and (" "):rep(200000) or " " end
    if calls == 2 and n > 0 then f(n - 1) end
    return nil
  end)
end
f(90)

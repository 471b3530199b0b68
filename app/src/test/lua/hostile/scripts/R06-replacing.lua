-- Attacks: the limit of memory, with the text that a gsub under way has made, and the captures that it has passed.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local function f(n)
  local calls = 0
  ;("xy"):gsub(".", function()
    calls = calls + 1
    if calls == 1 then return keep and ("z"):rep(400000) or "z" end
    if n > 0 then f(n - 1) end
  end)
end
f(50)

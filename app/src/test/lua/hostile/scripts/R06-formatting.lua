-- Attacks: the limit of memory, with the text of a format or print under way.
-- Limits: memory=8 instructions=20000000 output=100000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local text = keep and ("x"):rep(400000) or "x"
local function f(n)
  local last = setmetatable({}, { __tostring = function() if n > 0 then f(n - 1) end return "" end })
  return #("%s%s"):format(text, last)
end
f(40)

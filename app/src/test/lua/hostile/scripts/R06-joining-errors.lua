-- Attacks: the limit of memory, with the text of an error that is joined with what calls on.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local e = errors.new(keep and ("x"):rep(200000) or "x")
local function f(n)
  return #(e .. setmetatable({}, { __tostring = function() if n > 0 then f(n - 1) end return "" end }))
end
f(60)

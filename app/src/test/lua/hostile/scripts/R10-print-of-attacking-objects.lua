-- Attacks: the output, with objects that print while they are printed.
-- Expect: failed output
local t
t = setmetatable({}, { __tostring = function() print("inner") pcall(print, t) return ("x"):rep(1000) end })
while true do
  pcall(print, t, t, t)
end

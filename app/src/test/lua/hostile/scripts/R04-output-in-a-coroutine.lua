-- Attacks: the limit of output, from coroutines, comparators and metamethods.
-- Expect: failed output
local t = setmetatable({}, { __tostring = function() print(("x"):rep(1000)) return "t" end })
coroutine.wrap(function()
  while true do
    pcall(table.sort, { 2, 1 }, function() pcall(print, t) return true end)
  end
end)()

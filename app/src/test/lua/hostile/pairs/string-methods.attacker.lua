-- Attacks: the methods of strings of whoever runs next to it.
-- Expect: succeeded
pcall(function() string.upper = function() return "attacked" end end)
pcall(rawset, string, "upper", function() return "attacked" end)
pcall(function() getmetatable("").__index = function() return function() return "attacked" end end end)
pcall(setmetatable, string, { __index = function() return "attacked" end })
string = nil
for i = 1, 2000 do
  pcall(rawset, getmetatable(""), "__index", i)
end

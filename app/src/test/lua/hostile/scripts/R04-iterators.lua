-- Attacks: the kill, in the iterator of a generic for and in pairs and ipairs with metamethods.
-- Expect: failed instructions
local t = setmetatable({}, {
  __pairs = function() return function() return 1 end end,
  __ipairs = function() return function() return 1 end end,
})
while true do
  pcall(function() for _ in pairs(t) do end end)
  pcall(function() for _ in ipairs(t) do end end)
end

-- Attacks: the kill, in a metamethod that calls itself by the same operator.
-- Expect: failed instructions
local t = setmetatable({}, {})
getmetatable(t).__index = function(self, key)
  while true do
    pcall(function() return self[key .. "x"] end)
    pcall(function() return self.y end)
  end
end
pcall(function() return t.x end)

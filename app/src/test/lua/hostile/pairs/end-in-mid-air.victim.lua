-- Attacks: nothing; sorts and replaces.
-- Expect: succeeded "1,2,3 yyy"
local out
for _ = 1, 200 do
  local t = { 3, 1, 2 }
  table.sort(t)
  out = table.concat(t, ",") .. " " .. ("xxx"):gsub("x", function() return "y" end)
end
return out

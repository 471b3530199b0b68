-- Attacks: the meter, with compiled functions that library functions call.
-- Expect: failed instructions
local spin = load("local a, b = ... for i = 1, 1000 do a = i end return a == b", "chunk", "t", {})
while true do
  pcall(table.sort, { 4, 3, 2, 1 }, spin)
  pcall(string.gsub, "xxxx", "x", spin)
end

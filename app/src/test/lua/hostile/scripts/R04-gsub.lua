-- Attacks: the kill, in a replacement function within replacement functions.
-- Expect: failed instructions
local function replace(s)
  while true do
    pcall(string.gsub, s .. s, ".", replace)
  end
end
replace("x")

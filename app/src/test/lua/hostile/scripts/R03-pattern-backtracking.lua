-- Attacks: the meter, by patterns whose work grows with a power of the subject.
-- Expect: failed instructions
local s = ("a"):rep(300)
while true do
  s:find(".-.-.-.-.-b")
  s:match("(.*)(.*)(.*)(.*)b")
  s:gsub("a*a*a*a*b", "")
end

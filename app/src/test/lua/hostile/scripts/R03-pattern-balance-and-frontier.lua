-- Attacks: the meter, by items of patterns that scan the subject in each place.
-- Expect: failed instructions
local s = ("("):rep(100000)
while true do
  s:find("%b()")
  s:find("%f[x]")
  s:find("(.*)%1x")
end

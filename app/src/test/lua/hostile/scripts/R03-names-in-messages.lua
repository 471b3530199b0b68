-- Attacks: the meter, by errors in a long function, whose message wants the name of a variable.
-- Limits: instructions=2000000
-- Expect: failed instructions
local f = load("local x = ... if x then " .. ("x = x + 1 "):rep(60000) .. " end local y x.y.z = 1")
while true do
  pcall(f, false)
end

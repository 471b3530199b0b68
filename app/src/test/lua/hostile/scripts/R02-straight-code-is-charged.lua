-- Attacks: the meter, with a long function without any loop or call of its own.
-- Expect: failed instructions
local body = ("a = b; b = a; "):rep(5000)
local f = load("local a, b = 1, 2 " .. body, "chunk", "t", {})
while true do
  f()
end

-- Attacks: the meter, by looking up long keys that are equal to those in the table and not the same.
-- Expect: failed instructions
local a, b = ("x"):rep(3000000), ("x"):rep(3000000)
local t = { [a] = 1 }
while true do
  local x = t[b], rawget(t, b), next(t, b)
  for _ in next, t, b do
  end
  t[b] = 2
  rawset(t, b, 3)
end

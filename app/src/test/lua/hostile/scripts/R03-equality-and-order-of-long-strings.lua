-- Attacks: the meter, by comparing long strings that differ in the last byte.
-- Expect: failed instructions
local a, b = ("x"):rep(3000000) .. "a", ("x"):rep(3000000) .. "b"
while true do
  local x = a == b, a < b, a <= b, rawequal(a, b)
end

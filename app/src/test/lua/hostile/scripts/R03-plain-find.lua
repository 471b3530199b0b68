-- Attacks: the meter, by a search for what nearly matches everywhere.
-- Expect: failed instructions
local s, part = ("a"):rep(200000), ("a"):rep(100000) .. "b"
while true do
  s:find(part, 1, true)
end

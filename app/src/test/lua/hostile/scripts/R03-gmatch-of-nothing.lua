-- Attacks: the meter, by an iterator of matches that finds nothing in a long text.
-- Expect: failed instructions
local s = ("a"):rep(1000000)
while true do
  for _ in s:gmatch("a-b") do
  end
end

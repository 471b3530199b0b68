-- Attacks: the kill, in a function that delivers source and never ends.
-- Expect: failed instructions
while true do
  load(function() while true do pcall(error) end end)
end

-- Attacks: the meter, by a long replacement that is gone through for each match.
-- Limits: memory=64
-- Expect: failed instructions
local template = ("%%"):rep(1000)
while true do
  ("x"):rep(1000):gsub("x", template)
end

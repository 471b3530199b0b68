-- Attacks: the kill, by joining long strings in protected calls.
-- Limits: memory=64
-- Expect: failed instructions
local s = ("x"):rep(2000000)
while true do
  pcall(function() local t = s .. s .. s end)
end

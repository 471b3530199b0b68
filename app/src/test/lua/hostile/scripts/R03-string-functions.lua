-- Attacks: the meter, by functions that go through all bytes of a string.
-- Limits: memory=64
-- Expect: failed instructions
local s = ("aB"):rep(1000000)
while true do
  local _ = s:upper(), s:lower(), s:reverse(), s:byte(1, 100000)
  _ = ("%q"):format(s:sub(1, 300000)), ("%s%99s"):format(s, "")
  s:rep(2)
  tonumber(s, 36)
end

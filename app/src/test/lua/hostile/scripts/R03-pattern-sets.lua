-- Attacks: the meter, by a long set that is gone through for each byte.
-- Expect: failed instructions
local set = "[^" .. ("ab"):rep(50000) .. "]"
local s = ("c"):rep(100)
while true do
  s:find(set .. "-x")
  s:find("[" .. ("%z"):rep(10000))
end

-- Attacks: nothing; uses the methods of strings.
-- Expect: succeeded ["ABC","cba","abcabc","nil",3]
local out
for _ = 1, 2000 do
  out = { ("abc"):upper(), ("abc"):reverse(), ("abc"):rep(2), tostring(("abc").attacked), #"abc" }
end
return out

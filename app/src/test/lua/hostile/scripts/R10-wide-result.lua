-- Attacks: the result, with more bytes than allowed by few objects that occur often.
-- Limits: instructions=60000000
-- Expect: failed script: longer than 65536 bytes
local t = { ("x"):rep(100) }
for _ = 1, 60 do
  t = { t, t, t, t }
end
return t

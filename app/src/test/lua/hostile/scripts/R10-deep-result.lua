-- Attacks: the result, with more depth than JSON readers bear.
-- Limits: memory=64
-- Expect: failed script: nesting deeper
local t = {}
for _ = 1, 100000 do
  t = { t }
end
return t

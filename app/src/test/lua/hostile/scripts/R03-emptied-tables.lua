-- Attacks: the meter, by traversing tables whose entries are gone while their storage is not.
-- Limits: memory=32 instructions=6000000
-- Expect: failed instructions
local t = {}
for i = 1, 100000 do
  t["k" .. i] = i
end
for key in next, t do
  t[key] = nil
end
while true do
  next(t)
  for _ in pairs(t) do
  end
  json.encode(t)
end

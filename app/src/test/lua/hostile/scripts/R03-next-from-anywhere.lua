-- Attacks: the meter, by starting a traversal again and again at keys that have to be found.
-- Limits: memory=32 instructions=6000000
-- Expect: failed instructions
local t = {}
for i = 1, 50000 do
  t[i] = i
end
for i = 1, 49999 do
  t[i] = nil
end
while true do
  next(t, 1)
  for _ in next, t, 1 do
  end
end

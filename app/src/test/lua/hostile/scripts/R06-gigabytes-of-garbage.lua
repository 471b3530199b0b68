-- Attacks: the limit of memory, by making much garbage and keeping little.
-- Limits: memory=8 instructions=100000000
-- Expect: succeeded
local kept = {}
for i = 1, 1000 do
  local text = ("x"):rep(500000) .. i
  kept[i % 5] = text:sub(1, 1000)
  local t = {}
  for j = 1, 100 do
    t[j] = { j }
  end
end

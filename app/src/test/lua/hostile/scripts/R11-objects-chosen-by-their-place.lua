-- Attacks: tables, with objects that a traversal has shown to stand at the beginning.
-- Limits: memory=128 instructions=40000000
-- Expect: succeeded
local chosen = {}
while #chosen < 8000 do
  local t = {}
  for _ = 1, 3000 do
    t[{}] = true
  end
  local n = 0
  for key in pairs(t) do
    n = n + 1
    if n > 300 then break end
    chosen[#chosen + 1] = key
  end
end
local t = {}
for _ = 1, 5 do
  for i = 1, #chosen do
    t[chosen[i]] = i
  end
  for i = 1, #chosen do
    assert(t[chosen[i]] == i)
  end
end

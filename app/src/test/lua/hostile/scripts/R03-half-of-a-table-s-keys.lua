-- Attacks: the meter, by filling a table with those keys that come first in the traversal of others.
-- Limits: memory=128 instructions=20000000
-- Expect: succeeded
for kind = 1, 2 do
  local chosen = {}
  for part = 1, 8 do
    local t = {}
    for i = 1, 20000 do
      t[kind == 1 and part * 1e6 + i + 0.5 or {}] = i
    end
    local n = 0
    for key in pairs(t) do
      n = n + 1
      if n > 2500 then break end
      chosen[#chosen + 1] = key
    end
  end
  local target = {}
  for round = 1, 3 do
    for i = 1, #chosen do
      target[chosen[i]] = round
    end
  end
  for i = 1, #chosen do
    assert(target[chosen[i]] == 3)
  end
end

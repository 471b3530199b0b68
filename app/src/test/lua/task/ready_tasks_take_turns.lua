local log = {}
for _, name in ipairs { "a", "b", "c" } do
  coroutine.spawn(function()
    coroutine.yield()
    for i = 1, 3 do
      log[#log + 1] = name .. i
      coroutine.yield()
    end
  end)
end
while #log < 9 do
  coroutine.yield()
end
-- Each got its turn before another one got its next.
local turns = {}
for _, entry in ipairs(log) do
  local name, turn = entry:sub(1, 1), tonumber(entry:sub(2))
  turns[name] = turn
  for _, other in pairs(turns) do
    assert(math.abs(other - turn) <= 2, table.concat(log, " "))
  end
end
assert(turns.a == 3 and turns.b == 3 and turns.c == 3)

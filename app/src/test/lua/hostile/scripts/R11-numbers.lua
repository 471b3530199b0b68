-- Attacks: tables, with numbers whose bits a simple hash would mix badly.
-- Limits: memory=128 instructions=40000000
-- Expect: succeeded
local kinds = {
  function(i) return i * 2 ^ 32 end,
  function(i) return i * 2 ^ 52 end,
  function(i) return i / 2 ^ 20 end,
  function(i) return -i end,
  function(i) return 2 ^ (i % 1000 - 500) * (1 + i * 2 ^ -40) end,
  function(i) return 5e-324 * i end,
  function(i) return i * 1024 + 0.5 end,
}
for _, make in ipairs(kinds) do
  local t = {}
  for i = 1, 20000 do
    t[make(i)] = i
  end
  for i = 1, 20000 do
    assert(t[make(i)])
  end
end

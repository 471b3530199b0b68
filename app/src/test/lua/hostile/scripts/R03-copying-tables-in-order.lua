-- Attacks: the meter, by filling a table with the keys of another in the order of its traversal.
-- Limits: memory=64 instructions=10000000
-- Expect: succeeded
local kinds = {
  function() return {} end,
  function(i) return i + 0.5 end,
  function(i) return -i end,
  function(i) return "key" .. i end,
}
for _, make in ipairs(kinds) do
  local from = {}
  for i = 1, 25000 do
    from[make(i)] = i
  end
  for _ = 1, 2 do
    local to = {}
    for key, value in pairs(from) do
      to[key] = value
    end
    from = to
  end
end

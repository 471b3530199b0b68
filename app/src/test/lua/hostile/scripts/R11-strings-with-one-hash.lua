-- Attacks: tables, with strings that differ only where a hash over samples does not look.
-- Limits: memory=64 instructions=30000000
-- Expect: succeeded
local kinds = {
  function(i) return ("%06d"):format(i) .. ("x"):rep(250) end,
  function(i) return ("x"):rep(250) .. ("%06d"):format(i) end,
  function(i) return ("x"):rep(101) .. ("%06d"):format(i) .. ("x"):rep(101) end,
}
for _, make in ipairs(kinds) do
  local t = {}
  for i = 1, 8000 do
    t[make(i)] = i
  end
  for i = 1, 8000 do
    assert(t[make(i)] == i)
  end
end

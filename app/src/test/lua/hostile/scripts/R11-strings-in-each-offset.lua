-- Attacks: tables, with strings that differ in one byte, which some hash does not look at.
-- Limits: memory=64 instructions=20000000
-- Expect: succeeded
local base = ("x"):rep(200)
local t, n = {}, 0
for at = 1, 200 do
  for c = 1, 50 do
    local key = base:sub(1, at - 1) .. string.char(c) .. base:sub(at + 1)
    t[key] = at
    n = n + 1
  end
end
local found = 0
for key in pairs(t) do
  assert(t[key])
  found = found + 1
end
assert(found == n, found)

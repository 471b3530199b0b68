-- Attacks: tables, with a chain of strings that is short and yet costs much to go through.
-- Limits: memory=64 instructions=4000000
-- Expect: failed instructions
local t, keys = {}, {}
for i = 1, 60 do
  local key = ("x"):rep(30001) .. ("%02d"):format(i) .. ("x"):rep(30001)
  t[key] = i
  keys[i] = key .. ""
end
local i = 0
while true do
  i = i % 60 + 1
  assert(t[keys[i]])
end

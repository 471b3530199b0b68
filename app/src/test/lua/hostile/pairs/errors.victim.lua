-- Attacks: nothing; raises and catches.
-- Expect: failed script: attack:8: mine
for i = 1, 1000 do
  local ok, e = pcall(error, errors.new("mine" .. i))
  assert(not ok and e:message() == "mine" .. i)
  assert(select(2, pcall(error)) == nil)
end
error("mine")

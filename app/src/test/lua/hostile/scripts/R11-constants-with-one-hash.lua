-- Attacks: the compiler, with constants that differ only where a hash over samples does not look.
-- Limits: memory=128 instructions=20000000
-- Expect: succeeded
local parts = { "return " }
for i = 1, 4000 do
  parts[#parts + 1] = '"' .. ("x"):rep(60) .. ("%06d"):format(i) .. ("x"):rep(60) .. '" == 1 or '
end
parts[#parts + 1] = "true"
assert(load(table.concat(parts))() == true)

-- Attacks: nothing; keeps functions that all runs have in weak tables.
-- Limits: memory=8 instructions=10000000
-- Expect: succeeded "kept"
local t = setmetatable({ [print] = "kept", [string.rep] = "kept" }, { __mode = "k" })
for i = 1, 100 do
  local garbage = ("x"):rep(300000)
  assert(t[print] == "kept" and t[string.rep] == "kept")
end
return t[print]

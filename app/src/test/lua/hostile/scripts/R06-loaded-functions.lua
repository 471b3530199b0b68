-- Attacks: the limit of memory, with constants and code of compiled functions.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local t = {}
for i = 1, 200 do
  t[keep and i or 1] = assert(load("return " .. i .. ", '" .. ("x"):rep(40000) .. "', " .. ("f() + "):rep(2000) .. "1"))
end

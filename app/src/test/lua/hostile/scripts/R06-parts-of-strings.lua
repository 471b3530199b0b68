-- Attacks: the limit of memory, with short parts that might keep the long strings that they come from.
-- Limits: memory=8 instructions=60000000
-- Expect: succeeded
local t = {}
for i = 1, 50 do
  local long = ("x"):rep(300000) .. i
  t[#t + 1] = long:sub(1000, 1010)
  t[#t + 1] = long:match("x(xxxxx)")
  t[#t + 1], t[#t + 2] = long:gsub("x+", "")
end
assert(#t == 200)

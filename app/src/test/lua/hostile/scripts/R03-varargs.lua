-- Attacks: the meter, by passing very many values on and on.
-- Limits: memory=64 instructions=20000000
-- Expect: failed instructions
local t = {}
for i = 1, 100000 do
  t[i] = i
end
local function count(...) return select("#", ...) end
local function pass(...) return count(1, ...) + select("#", select(2, ...)) end
while true do
  pass(unpack(t))
  pcall(pass, unpack(t))
  select(-1, unpack(t))
  table.pack(unpack(t))
end

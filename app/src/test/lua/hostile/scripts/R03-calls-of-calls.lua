-- Attacks: the meter, by a chain of callable tables, each of which adds an argument.
-- Limits: memory=64 instructions=20000000
-- Expect: failed instructions
local t = print
for _ = 1, 10000 do
  t = setmetatable({}, { __call = t })
end
while true do
  pcall(t)
end

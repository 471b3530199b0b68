-- Attacks: the stack, by callable tables that are called by calling others.
-- Limits: instructions=10000000 memory=512
-- Expect: failed instructions
local t = print
for _ = 1, 500000 do
  t = setmetatable({}, { __call = t })
end
while true do
  pcall(t)
end

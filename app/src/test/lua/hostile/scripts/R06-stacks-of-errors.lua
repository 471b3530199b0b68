-- Attacks: the limit of memory, with the calls that errors remember.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local kept = {}
local function recurse(n, i)
  if n > 0 then
    return (recurse(n - 1, i))
  end
  kept[keep and i or 1] = errors.new("m")
end
for i = 1, 20000 do
  recurse(20, i)
end

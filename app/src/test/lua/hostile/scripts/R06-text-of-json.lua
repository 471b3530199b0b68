-- Attacks: the limit of memory, with the values of a long JSON text.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
local parts = {}
for i = 1, 2 do
  parts[i] = "[" .. ("{},"):rep(200000) .. "1]"
end
local kept = {}
for i = 1, 2 do
  kept[i] = json.decode(parts[i])
end

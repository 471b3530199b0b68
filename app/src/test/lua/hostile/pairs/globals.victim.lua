-- Attacks: nothing; counts its globals.
-- Expect: succeeded [true,true,true]
local counts = {}
for i = 1, 500 do
  local n = 0
  for key, value in pairs(_G) do
    n = n + 1
    assert(value ~= "attacked", key)
  end
  counts[n] = true
end
local sizes = 0
for _ in pairs(counts) do
  sizes = sizes + 1
end
return { sizes == 1, leaked == nil, name1 == nil }

-- Attacks: the stack, by comparators that sort, each as deep in its partitions as can be.
-- Limits: instructions=50000000 memory=256
-- Expect: succeeded
local function make()
  local t = {}
  for i = 1, 64 do
    t[i] = (i * 37) % 64
  end
  return t
end
local compared
local function sort()
  local n = 0
  table.sort(make(), function(a, b)
    n = n + 1
    if n == 150 then sort() end
    return a < b
  end)
end
local ok, message = pcall(sort)
assert(not ok and message:find("stack overflow", 1, true), message)

-- Numeric for: direction, empty ranges, fractions, and the limit's own type.
local function collect(from, to, step)
  local result = {}
  for i = from, to, step or 1 do result[#result + 1] = i end
  return table.concat(result, " ")
end
assert(collect(1, 3) == "1 2 3")
assert(collect(3, 1) == "")
assert(collect(3, 1, -1) == "3 2 1")
assert(collect(1, 0.5) == "")
assert(collect(0.5, 2) == "0.5 1.5")
assert(collect(1, 2.9) == "1 2")
assert(collect("1", "3") == "1 2 3")
assert(collect(1, 0, 0 / 0) == "")
assert(collect(2147483646, 2147483648) == "2147483646 2147483647 2147483648")
assert(collect(1, -math.huge) == "")

for _, bad in ipairs { {"x", 1, 1, "initial value"}, {1, {}, 1, "limit"}, {1, 1, "y", "step"} } do
  local ok, message = pcall(function() for _ = bad[1], bad[2], bad[3] do end end)
  assert(not ok and message:find("'for' " .. bad[4] .. " must be a number", 1, true), message)
end

-- goto continues an outer loop.
local pairs_seen = {}
for i = 1, 3 do
  for j = 1, 3 do
    if j == 2 then goto continue end
    pairs_seen[#pairs_seen + 1] = i .. j
  end
  ::continue::
end
assert(table.concat(pairs_seen, " ") == "11 21 31")

-- repeat sees the variables of its body.
local count = 0
repeat
  local done = count >= 2
  count = count + 1
until done
assert(count == 3)

-- and, or and not give values.
assert((nil and 1) == nil and (false or "x") == "x" and (1 and 2) == 2 and (nil or false) == false)
assert(not nil == true and not 0 == false)
local x = nil
local y = x or {} and "kept"
assert(y == "kept")

-- Generic for with an iterator of one's own, with state.
local function range(limit)
  return function(state, previous)
    if previous < state then return previous + 1 end
  end, limit, 0
end
local sum = 0
for i in range(4) do sum = sum + i end
assert(sum == 10)

-- Multiple assignment evaluates everything before it assigns.
local a, b, c = 1, 2
a, b = b, a
assert(a == 2 and b == 1 and c == nil)
local i, t = 1, {}
i, t[i] = i + 1, 20
assert(i == 2 and t[1] == 20)

-- Floating point, calls of small functions and arrays of numbers.
local function element(i, j)
  local k = i + j - 1
  return 1 / (k * (k - 1) * 0.5 + i)
end

local function multiply(vector, result, size)
  for i = 1, size do
    local sum = 0
    for j = 1, size do
      sum = sum + vector[j] * element(i, j)
    end
    result[i] = sum
  end
end

local function multiplyTransposed(vector, result, size)
  for i = 1, size do
    local sum = 0
    for j = 1, size do
      sum = sum + vector[j] * element(j, i)
    end
    result[i] = sum
  end
end

return function(size)
  local u, v, between = {}, {}, {}
  for i = 1, size do
    u[i] = 1
  end
  for _ = 1, 10 do
    multiply(u, between, size)
    multiplyTransposed(between, v, size)
    multiply(v, between, size)
    multiplyTransposed(between, u, size)
  end
  local both, own = 0, 0
  for i = 1, size do
    both = both + u[i] * v[i]
    own = own + v[i] * v[i]
  end
  return math.floor((both / own) ^ 0.5 * 1e8 + 0.5)
end

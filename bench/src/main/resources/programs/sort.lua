-- The sort of the library, by its own order and by functions, and a heap sort in Lua.
local function numbers(count, seed)
  local list = {}
  for i = 1, count do
    seed = (seed * 16807) % 2147483647
    list[i] = seed
  end
  return list
end

local function sift(list, root, last)
  local value = list[root]
  local child = 2 * root
  while child <= last do
    if child < last and list[child] < list[child + 1] then
      child = child + 1
    end
    if value >= list[child] then
      break
    end
    list[root] = list[child]
    root = child
    child = 2 * root
  end
  list[root] = value
end

local function heapSort(list)
  local count = #list
  for root = math.floor(count / 2), 1, -1 do
    sift(list, root, count)
  end
  for last = count, 2, -1 do
    list[1], list[last] = list[last], list[1]
    sift(list, 1, last - 1)
  end
end

local function check(list)
  local sum = 0
  for i = 1, #list, 97 do
    sum = (sum * 31 + list[i]) % 1000003
  end
  return sum
end

return function(size)
  local plain = numbers(size, 42)
  table.sort(plain)
  local descending = numbers(size, 43)
  table.sort(descending, function(a, b)
    return a > b
  end)
  local heap = numbers(size, 44)
  heapSort(heap)
  local records = numbers(size / 4, 45)
  for i = 1, #records do
    records[i] = { key = string.format("k%d", records[i] % 100000), value = records[i] }
  end
  table.sort(records, function(a, b)
    if a.key ~= b.key then
      return a.key < b.key
    end
    return a.value < b.value
  end)
  local last = 0
  for i = 1, #records do
    last = (last * 31 + records[i].value) % 1000003
  end
  return check(plain) + check(descending) + check(heap) + last
end

-- Small tables in great number, some of which stay: complete binary trees.
local function grow(depth)
  if depth == 0 then
    return {}
  end
  return { grow(depth - 1), grow(depth - 1) }
end

local function count(tree)
  if tree[1] then
    return 1 + count(tree[1]) + count(tree[2])
  end
  return 1
end

return function(size)
  local checksum = 0
  local longLived = grow(size)
  for depth = 4, size, 4 do
    local trees = 2 ^ (size - depth + 2)
    for _ = 1, trees do
      checksum = checksum + count(grow(depth))
    end
  end
  return checksum + count(longLived)
end

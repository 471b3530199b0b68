-- A large array of booleans: the sieve of Eratosthenes, several times.
local function sieve(limit)
  local composite = {}
  for i = 1, limit do
    composite[i] = false
  end
  local count, sum = 0, 0
  for i = 2, limit do
    if not composite[i] then
      count = count + 1
      sum = (sum + i) % 1000003
      for j = i * i, limit, i do
        composite[j] = true
      end
    end
  end
  return count + sum
end

return function(size)
  local checksum = 0
  for round = 1, 5 do
    checksum = checksum + sieve(size + round)
  end
  return checksum
end

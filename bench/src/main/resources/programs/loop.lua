-- Arithmetic, comparisons and jumps on local variables, without tables or calls.
return function(size)
  local sum = 0
  for i = 1, size do
    local x = i % 1000
    for j = 1, 10 do
      x = x * 3 + j
      if x > 5000 then
        x = x - 4999
      end
    end
    sum = (sum + x) % 1000003
  end
  local steps = 0
  for start = 1, size / 20 do
    local n = start
    while n ~= 1 do
      if n % 2 == 0 then
        n = n / 2
      else
        n = 3 * n + 1
      end
      steps = steps + 1
    end
  end
  return sum + steps
end

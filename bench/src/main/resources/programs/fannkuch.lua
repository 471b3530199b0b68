-- Small arrays that are permuted: the most flips of a pancake that is not first.
return function(size)
  local current, flipped, count = {}, {}, {}
  for i = 1, size do
    current[i] = i
  end
  local sign, most, checksum = 1, 0, 0
  for i = 1, size do
    count[i] = i
  end
  while true do
    local first = current[1]
    if first ~= 1 then
      for i = 2, size do
        flipped[i] = current[i]
      end
      local flips = 1
      while true do
        local next = flipped[first]
        if next == 1 then
          break
        end
        flipped[first] = first
        if first >= 4 then
          local i, j = 2, first - 1
          repeat
            flipped[i], flipped[j] = flipped[j], flipped[i]
            i = i + 1
            j = j - 1
          until i >= j
        end
        first = next
        flips = flips + 1
      end
      if flips > most then
        most = flips
      end
      checksum = checksum + sign * flips
    end
    if sign == 1 then
      current[1], current[2] = current[2], current[1]
      sign = -1
    else
      current[2], current[3] = current[3], current[2]
      sign = 1
      local i = 3
      while true do
        local left = count[i]
        if left ~= 1 then
          count[i] = left - 1
          break
        end
        if i == size then
          return checksum * 100 + most
        end
        count[i] = i
        local moved = current[1]
        for j = 1, i do
          current[j] = current[j + 1]
        end
        i = i + 1
        current[i] = moved
      end
    end
  end
end

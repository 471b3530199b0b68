-- A coroutine that is resumed and yields, again and again.
return function(size)
  local resume, yield = coroutine.resume, coroutine.yield
  local counter = coroutine.create(function(first)
    local count = first
    while true do
      count = count + yield(count)
    end
  end)
  local last
  for _ = 1, size do
    local _, count = resume(counter, 1)
    last = count
  end
  return last
end

-- Coroutines that are made, yield once and end.
return function(size)
  local create, resume, yield = coroutine.create, coroutine.resume, coroutine.yield
  local function body(value)
    return yield(value) + 1
  end
  local sum = 0
  for i = 1, size do
    local each = create(body)
    local _, first = resume(each, i % 10)
    local _, last = resume(each, first)
    sum = sum + last
  end
  return sum
end

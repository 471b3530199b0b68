local work, done = channel.new(4), channel.new()
local PRODUCERS, CONSUMERS, EACH = 5, 7, 40
local left = PRODUCERS
for p = 1, PRODUCERS do
  coroutine.spawn(function()
    for i = 1, EACH do
      work:send(p * 1000 + i)
      if i % 7 == 0 then
        coroutine.yield()
      end
    end
    left = left - 1
    if left == 0 then
      work:close()
    end
  end)
end
for _ = 1, CONSUMERS do
  coroutine.spawn(function()
    local last, count = {}, 0
    while true do
      local value, ok = work:receive()
      if not ok then
        break
      end
      local producer = math.floor(value / 1000)
      assert(not last[producer] or last[producer] < value)
      last[producer] = value
      count = count + 1
    end
    done:send(count)
  end)
end
local sum = 0
for _ = 1, CONSUMERS do
  sum = sum + done:receive()
end
assert(sum == PRODUCERS * EACH)

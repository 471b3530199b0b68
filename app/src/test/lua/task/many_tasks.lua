local results = channel.new()
local COUNT = 900
for i = 1, COUNT do
  coroutine.spawn(function()
    coroutine.yield()
    results:send(i)
  end)
end
local sum = 0
for _ = 1, COUNT do
  sum = sum + results:receive()
end
assert(sum == COUNT * (COUNT + 1) / 2)

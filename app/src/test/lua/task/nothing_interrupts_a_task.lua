local count, most = 0, 0
coroutine.spawn(function()
  while true do
    coroutine.yield()
    most = math.max(most, count)
  end
end)
for i = 1, 200000 do
  count = i
end
assert(most == 0)
coroutine.yield()
assert(most == 200000)

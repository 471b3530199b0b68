for i = 1, 5000 do
  coroutine.spawn(function() coroutine.yield() end)
  coroutine.yield()
end

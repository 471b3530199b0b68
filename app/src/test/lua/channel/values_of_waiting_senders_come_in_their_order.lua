for capacity = 0, 3 do
  local ch = channel.new(capacity)
  for i = 1, 8 do
    coroutine.spawn(function() ch:send(i) end)
  end
  for i = 1, 8 do
    assert(ch:receive() == i)
  end
end

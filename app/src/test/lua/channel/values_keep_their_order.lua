for capacity = 0, 5 do
  local ch = channel.new(capacity)
  coroutine.spawn(function()
    for i = 1, 100 do
      ch:send(i)
    end
    ch:close()
  end)
  local expected = 1
  for value, ok in ch.receive, ch do
    assert(ok and value == expected)
    expected = expected + 1
  end
  assert(expected == 101)
end

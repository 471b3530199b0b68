-- Attacks: the limit of memory, with the cases of selects that nothing else refers to.
-- Limits: memory=8 coroutines=1000 instructions=50000000
-- Expect: failed out_of_memory
for _ = 1, 500 do
  coroutine.spawn(function()
    local cases = {}
    for i = 1, 1000 do
      cases[i] = channel.new():case_receive()
    end
    coroutine.spawn(function()
      coroutine.yield()
      for i = 1, 1000 do
        cases[i] = nil
      end
    end)
    channel.select(cases)
  end)
end

-- Attacks: the queues of a channel, by many who wait there and leave in any order.
-- Limits: coroutines=10000 memory=64 instructions=20000000
-- Expect: succeeded
local a, b, done = channel.new(), channel.new(), 0
for i = 1, 9999 do
  coroutine.spawn(function()
    if i % 3 == 0 then
      a:receive()
    else
      channel.select { a:case_receive(), b:case_receive() }
    end
    done = done + 1
  end)
end
-- Those who wait on both leave the first one's queue from its middle.
for _ = 1, 6666 do
  b:send(1)
end
a:close()
coroutine.yield()
assert(done == 9999)

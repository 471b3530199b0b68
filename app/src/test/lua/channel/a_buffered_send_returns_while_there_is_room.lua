local ch = channel.new(2)
local log = {}
coroutine.spawn(function()
  for i = 1, 4 do
    assert(ch:send(i) == true)
    log[#log + 1] = i
  end
end)
assert(table.concat(log, " ") == "1 2")
assert(ch:receive() == 1)
coroutine.yield()
-- The blocked sender's value has come into the buffer, and its next one waits.
assert(table.concat(log, " ") == "1 2 3")
assert(ch:receive() == 2 and ch:receive() == 3 and ch:receive() == 4)
coroutine.yield()
assert(table.concat(log, " ") == "1 2 3 4")

local ch = channel.new()
local got
coroutine.spawn(function() got = { ch:receive() } end)
assert(ch:send("value") == true)
-- The sender goes on first, then the receiver.
assert(got == nil)
coroutine.yield()
assert(got[1] == "value" and got[2] == true and #got == 2)

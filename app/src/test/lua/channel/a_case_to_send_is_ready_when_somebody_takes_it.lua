local ch = channel.new()
local got
coroutine.spawn(function() got = ch:receive() end)
local result = channel.select { ch:case_send("handed over"), default = true }
assert(result.ok and result.value == "handed over" and result.channel == ch)
coroutine.yield()
assert(got == "handed over")
-- And one that waits is taken up.
coroutine.spawn(function()
  coroutine.yield()
  got = ch:receive()
end)
assert(channel.select { ch:case_send("waited") }.value == "waited")
coroutine.yield()
assert(got == "waited")

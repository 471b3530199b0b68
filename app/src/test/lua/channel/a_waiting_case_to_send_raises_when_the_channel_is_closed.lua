local ch, other = channel.new(), channel.new()
local ok, message
coroutine.spawn(function()
  ok, message = pcall(function()
    channel.select { other:case_receive(), ch:case_send(1) }
  end)
end)
ch:close()
coroutine.yield()
assert(ok == false and message:find(":5: send on closed channel", 1, true), message)
-- It does not stand in the other channel's queue any more.
assert(channel.select { other:case_send(1), default = true }.default)

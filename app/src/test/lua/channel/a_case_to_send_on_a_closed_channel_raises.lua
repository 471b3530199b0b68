local ch, other = channel.new(), channel.new(1)
ch:close()
other:send("ready")
local expected = "a_case_to_send_on_a_closed_channel_raises.lua:%d: send on closed channel"
local ok, message = pcall(function()
  channel.select { ch:case_send(1), default = true }
end)
assert(not ok and message == expected:format(6), message)
-- What is ready before it wins.
assert(channel.select { other:case_receive(), ch:case_send(1) }.value == "ready")
ok, message = pcall(function()
  return channel.select { other:case_receive(), ch:case_send(1) }.value
end)
assert(not ok and message == expected:format(12), message)

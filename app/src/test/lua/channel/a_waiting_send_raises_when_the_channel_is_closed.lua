local ch = channel.new(1)
local log = {}
ch:send("kept")
for i = 1, 2 do
  coroutine.spawn(function()
    local ok, message = pcall(function()
      ch:send(i)
    end)
    log[#log + 1] = i .. tostring(ok) .. message
  end)
end
ch:close()
coroutine.yield()
local expected = "falsea_waiting_send_raises_when_the_channel_is_closed.lua:7: send on closed channel"
assert(log[1] == "1" .. expected and log[2] == "2" .. expected, log[1])
assert(ch:receive() == "kept" and select(2, ch:receive()) == false)

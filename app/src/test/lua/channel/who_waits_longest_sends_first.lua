local ch = channel.new()
local log = {}
for i = 1, 4 do
  coroutine.spawn(function()
    if i % 2 == 0 then
      channel.select { ch:case_send(i) }
    else
      ch:send(i)
    end
    log[#log + 1] = "sent " .. i
  end)
end
for i = 1, 4 do
  assert(ch:receive() == i and #log == 0)
end
coroutine.yield()
assert(table.concat(log, ", ") == "sent 1, sent 2, sent 3, sent 4")

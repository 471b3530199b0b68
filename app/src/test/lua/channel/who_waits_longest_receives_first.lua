local ch = channel.new()
local log = {}
for i = 1, 4 do
  coroutine.spawn(function()
    local value = i % 2 == 0 and channel.select { ch:case_receive() }.value or ch:receive()
    log[#log + 1] = i .. "=" .. value
  end)
end
for _, value in ipairs { "a", "b", "c", "d" } do
  ch:send(value)
end
coroutine.yield()
assert(table.concat(log, " ") == "1=a 2=b 3=c 4=d", table.concat(log, " "))

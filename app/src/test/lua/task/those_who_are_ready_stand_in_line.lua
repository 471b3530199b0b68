local log = {}
local gate = channel.new()
for i = 1, 5 do
  coroutine.spawn(function()
    gate:receive()
    log[#log + 1] = i
    coroutine.yield()
    log[#log + 1] = i * 10
  end)
end
gate:close()
log[#log + 1] = "closed"
coroutine.yield()
log[#log + 1] = "main"
coroutine.yield()
assert(table.concat(log, " ") == "closed 1 2 3 4 5 main 10 20 30 40 50", table.concat(log, " "))

local log = {}
local ch = channel.new()
coroutine.spawn(function()
  log[#log + 1] = "task"
  ch:receive()
  log[#log + 1] = "received"
end)
log[#log + 1] = "main"
ch:send(1)
coroutine.yield()
assert(table.concat(log, " ") == "task main received")

local ch = channel.new()
local log = {}
coroutine.spawn(function()
  log[#log + 1] = tostring(ch:send("value"))
end)
local value, ok = ch:receive()
-- The receiver goes on first, then the sender.
assert(value == "value" and ok == true and #log == 0)
coroutine.yield()
assert(log[1] == "true")

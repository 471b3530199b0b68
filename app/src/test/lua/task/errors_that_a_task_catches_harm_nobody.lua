local caught
local ch = channel.new()
coroutine.spawn(function()
  local ok, message = pcall(function()
    ch:receive()
    error("within", 0)
  end)
  caught = message
end)
ch:send(1)
coroutine.yield()
assert(caught == "within")

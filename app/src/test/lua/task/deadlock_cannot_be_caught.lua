-- Fails: Internal: deadlock: all coroutines blocked with no pending operations (threads=1): main at deadlock_cannot_be_caught.lua:3: channel send
pcall(pcall, function()
  channel.new():send(1)
end)

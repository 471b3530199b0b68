-- Fails: Internal: deadlock: all coroutines blocked with no pending operations (threads=1): main at deadlock_on_a_channel.lua:3: channel receive
pcall(function() end)
channel.new():receive()

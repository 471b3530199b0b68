-- Attacks: the end of a job, by waiting for what never comes.
-- Expect: failed script: deadlock
local channel = time.after("1ns")
channel:receive()
pcall(function() channel.select {} end)
local co = coroutine.wrap(function() require("channel").select {} end)
pcall(co)

-- Attacks: a script that runs beside it, by leaving tasks, full channels and cases behind.
-- Limits: coroutines=200
-- Expect: succeeded
shared = channel.new(10)
for i = 1, 10 do
  shared:send(i)
end
for _ = 1, 100 do
  coroutine.spawn(function() shared:send("attack") end)
end
pcall(rawset, channel, "shared", shared)
pcall(rawset, coroutine, "spawn", nil)

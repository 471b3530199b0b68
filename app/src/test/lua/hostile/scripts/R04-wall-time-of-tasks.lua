-- Attacks: the wall time, by tasks that wait and catch everything.
-- Limits: millis=300
-- Expect: failed wall_time
time.after("1h")
local ch = channel.new()
for _ = 1, 20 do
  coroutine.spawn(function() while true do pcall(ch.receive, ch) end end)
end
while true do
  pcall(channel.select, { ch:case_receive() })
end

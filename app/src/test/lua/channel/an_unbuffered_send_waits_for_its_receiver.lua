local ch = channel.new()
local log = {}
coroutine.spawn(function()
  for i = 1, 3 do
    log[#log + 1] = "s" .. i
    ch:send(i)
  end
  ch:close()
end)
for i = 1, 3 do
  log[#log + 1] = "r" .. i
  assert(ch:receive() == i)
end
assert(select(2, ch:receive()) == false)
assert(table.concat(log, " ") == "s1 r1 r2 s2 s3 r3", table.concat(log, " "))

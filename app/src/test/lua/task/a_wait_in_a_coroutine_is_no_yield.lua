local ch = channel.new()
local log = {}
coroutine.spawn(function()
  for i = 1, 3 do
    ch:send(i)
  end
end)
local read = coroutine.create(function()
  log[#log + 1] = ch:receive()
  coroutine.yield("yielded")
  log[#log + 1] = channel.select { ch:case_receive() }.value
  coroutine.wrap(function()
    coroutine.wrap(function() log[#log + 1] = ch:receive() end)()
  end)()
  return "returned"
end)
assert(select(2, coroutine.resume(read)) == "yielded" and coroutine.status(read) == "suspended")
assert(select(2, coroutine.resume(read)) == "returned" and coroutine.status(read) == "dead")
assert(table.concat(log, " ") == "1 2 3")
local send = coroutine.wrap(function() return ch:send("x") end)
coroutine.spawn(function() assert(ch:receive() == "x") end)
assert(send() == true)
local slow = coroutine.wrap(function()
  local _, ok = time.after("1ms"):receive()
  coroutine.yield(ok)
end)
assert(slow() == true)

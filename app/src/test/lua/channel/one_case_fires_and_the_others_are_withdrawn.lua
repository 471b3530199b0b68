local a, b, c = channel.new(), channel.new(), channel.new()
local results = {}
coroutine.spawn(function()
  results[1] = channel.select { a:case_receive(), b:case_send("to b"), c:case_receive() }
end)
a:send("to a")
assert(channel.select { b:case_receive(), default = true }.default)
assert(channel.select { c:case_send("x"), default = true }.default)
coroutine.yield()
assert(#results == 1 and results[1].channel == a and results[1].value == "to a")

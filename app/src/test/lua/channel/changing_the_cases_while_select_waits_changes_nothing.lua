local a, b = channel.new(), channel.new()
local cases = { a:case_receive(), b:case_receive() }
local result
coroutine.spawn(function() result = channel.select(cases) end)
cases[1], cases[2] = nil, nil
b:send("still")
coroutine.yield()
assert(result.channel == b and result.value == "still")

local ch = channel.new(1)
ch:send(1, 2, 3)
assert(select("#", ch:receive()) == 2)

local ch = channel.new(3)
ch:send("a")
ch:send("b")
assert(select("#", ch:close()) == 0)
local value, ok = ch:receive()
assert(value == "a" and ok == true)
assert(ch:receive() == "b")
for _ = 1, 3 do
  value, ok = ch:receive()
  assert(value == nil and ok == false)
end

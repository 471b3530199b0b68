local a, b = channel.new(10), channel.new(10)
for i = 1, 5 do
  a:send("a" .. i)
  b:send("b" .. i)
end
for i = 1, 5 do
  assert(channel.select { a:case_receive(), b:case_receive() }.value == "a" .. i)
end
assert(channel.select { a:case_receive(), b:case_receive() }.value == "b1")
assert(channel.select { b:case_receive(), a:case_send("x") }.value == "b2")
assert(channel.select { a:case_send("x"), b:case_receive() }.value == "x")

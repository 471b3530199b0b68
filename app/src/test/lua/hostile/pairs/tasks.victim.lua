-- Attacks: nothing.
-- Expect: succeeded [3,2,1]
assert(shared == nil and channel.shared == nil)
local ch, out = channel.new(), {}
for i = 1, 3 do
  coroutine.spawn(function() ch:send(i) end)
end
for i = 3, 1, -1 do
  out[i] = ch:receive()
end
return out

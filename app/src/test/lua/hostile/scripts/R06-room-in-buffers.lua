-- Attacks: the limit of memory, with the room of channels that hold one value each.
-- Limits: memory=8 instructions=400000000 millis=60000
-- Expect: failed out_of_memory
local kept = {}
for i = 1, 1000 do
  local ch = channel.new(100000)
  for _ = 1, 20000 do
    ch:send(true)
  end
  for _ = 1, 19999 do
    ch:receive()
  end
  kept[i] = ch
end

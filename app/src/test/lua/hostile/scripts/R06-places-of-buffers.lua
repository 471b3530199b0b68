-- Attacks: the limit of memory, with channels that were full once.
-- Limits: memory=8 instructions=200000000 millis=60000
-- Expect: succeeded
local kept = {}
for i = 1, 100 do
  local ch = channel.new(100000)
  for _ = 1, 20000 do
    ch:send(true)
  end
  for _ = 1, 20000 do
    ch:receive()
  end
  kept[i] = ch
end

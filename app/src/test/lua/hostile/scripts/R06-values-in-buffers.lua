-- Attacks: the limit of memory, with values that wait in channels.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local ch = channel.new(100000)
for i = 1, 5000 do
  ch:send(("x"):rep(10000) .. i)
  if not keep then
    ch:receive()
  end
end

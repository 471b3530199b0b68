-- Attacks: the limit of memory, with values that tasks wait to send.
-- Limits: memory=8 coroutines=10000 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local ch = channel.new()
for i = 1, 3000 do
  coroutine.spawn(function()
    channel.select { ch:case_send(("x"):rep(10000) .. i) }
  end)
  if not keep then
    ch:receive()
  end
end

-- Attacks: the limit of memory, with tasks that wait.
-- Limits: memory=8 coroutines=10000 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local ch = channel.new()
for i = 1, 5000 do
  coroutine.spawn(function()
    local text = ("x"):rep(10000) .. i
    if keep then
      ch:receive()
    end
    return text
  end)
end

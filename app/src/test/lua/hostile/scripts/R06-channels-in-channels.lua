-- Attacks: the limit of memory, with channels that hold each other.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local outer
for i = 1, 200000 do
  local ch = channel.new(2)
  ch:send(keep and outer)
  ch:send(ch)
  outer = ch
end

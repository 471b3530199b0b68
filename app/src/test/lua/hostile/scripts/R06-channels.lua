-- Attacks: the limit of memory, with cases and channels.
-- Limits: memory=8 instructions=20000000 timers=100
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local channel = time.after("1h")
local t = {}
for i = 1, 300000 do
  t[keep and i or 1] = channel:case_receive()
end

-- Attacks: the limit of memory, with tasks that have nothing but themselves.
-- Limits: memory=4 coroutines=10000 instructions=20000000
-- Expect: failed out_of_memory
local ch = channel.new()
for _ = 1, 9999 do
  coroutine.spawn(function() ch:receive() end)
end
-- A small job may keep them; it is looked at when it goes on.
local t = {}
for i = 1, 1e6 do
  t[1] = { i }
end

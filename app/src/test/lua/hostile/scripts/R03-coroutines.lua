-- Attacks: the meter, by making, resuming and dropping coroutines near their limit.
-- Limits: coroutines=10000
-- Expect: failed instructions
local kept = {}
for i = 1, 9999 do
  kept[i] = coroutine.create(print)
end
while true do
  coroutine.wrap(function() end)()
end

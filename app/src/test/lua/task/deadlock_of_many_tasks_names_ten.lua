-- Fails: Internal: deadlock: all coroutines blocked with no pending operations (threads=13): main at deadlock_of_many_tasks_names_ten.lua:6: channel receive; task 2 at deadlock_of_many_tasks_names_ten.lua:4: channel receive; task 3 at deadlock_of_many_tasks_names_ten.lua:4: channel receive; task 4 at deadlock_of_many_tasks_names_ten.lua:4: channel receive; task 5 at deadlock_of_many_tasks_names_ten.lua:4: channel receive; task 6 at deadlock_of_many_tasks_names_ten.lua:4: channel receive; task 7 at deadlock_of_many_tasks_names_ten.lua:4: channel receive; task 8 at deadlock_of_many_tasks_names_ten.lua:4: channel receive; task 9 at deadlock_of_many_tasks_names_ten.lua:4: channel receive; task 10 at deadlock_of_many_tasks_names_ten.lua:4: channel receive; and 3 more
local ch = channel.new()
for _ = 1, 12 do
  coroutine.spawn(function() ch:receive() end)
end
ch:receive()

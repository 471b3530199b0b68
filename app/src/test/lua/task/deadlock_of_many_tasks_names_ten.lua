-- Fails: Internal: deadlock: all coroutines blocked with no pending operations (threads=13): main in main chunk: channel receive; task 2 in function <deadlock_of_many_tasks_names_ten.lua:4>: channel receive; task 3 in function <deadlock_of_many_tasks_names_ten.lua:4>: channel receive; task 4 in function <deadlock_of_many_tasks_names_ten.lua:4>: channel receive; task 5 in function <deadlock_of_many_tasks_names_ten.lua:4>: channel receive; task 6 in function <deadlock_of_many_tasks_names_ten.lua:4>: channel receive; task 7 in function <deadlock_of_many_tasks_names_ten.lua:4>: channel receive; task 8 in function <deadlock_of_many_tasks_names_ten.lua:4>: channel receive; task 9 in function <deadlock_of_many_tasks_names_ten.lua:4>: channel receive; task 10 in function <deadlock_of_many_tasks_names_ten.lua:4>: channel receive; and 3 more
local ch = channel.new()
for _ = 1, 12 do
  coroutine.spawn(function() ch:receive() end)
end
ch:receive()

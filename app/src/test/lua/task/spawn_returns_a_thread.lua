local inside
local task = coroutine.spawn(function()
  inside = coroutine.running()
end)
assert(type(task) == "thread" and task == inside)
assert(task ~= coroutine.running())
assert(select("#", coroutine.spawn(function() return 1, 2 end)) == 1)

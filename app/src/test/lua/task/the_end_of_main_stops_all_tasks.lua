local ch = channel.new()
local function failing(wait)
  coroutine.spawn(function()
    wait()
    error("a task went on after main's end")
  end)
end
failing(function() time.after("1h"):receive() end)
failing(function() channel.new():receive() end)
failing(function() channel.select { ch:case_receive(), channel.new():case_send(1) } end)
failing(function() coroutine.wrap(function() ch:receive() end)() end)
failing(function() coroutine.yield() end)
-- Now two are ready, but main ends before their turn.
ch:send(1)

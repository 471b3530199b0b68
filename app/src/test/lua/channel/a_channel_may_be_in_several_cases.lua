local ch = channel.new()
local results = {}
coroutine.spawn(function()
  local case = ch:case_receive()
  for i = 1, 2 do
    results[i] = channel.select { case, ch:case_receive(), case }.value
  end
end)
ch:send(1)
coroutine.yield()
ch:send(2)
coroutine.yield()
assert(results[1] == 1 and results[2] == 2)
-- A task does not hand over to itself.
coroutine.spawn(function()
  local result = channel.select { ch:case_send("from select"), ch:case_receive() }
  results[3] = result.value
end)
assert(results[3] == nil)
ch:send("from main")
coroutine.yield()
assert(results[3] == "from main", results[3])

local requests, quit = channel.new(), channel.new()
local served = 0
coroutine.spawn(function()
  while true do
    local result = channel.select { requests:case_receive(), quit:case_receive() }
    if result.channel == quit then
      break
    end
    served = served + 1
    result.value.answer:send(result.value.number * 2)
  end
  quit:close()
end)
for i = 1, 50 do
  local answer = channel.new(1)
  requests:send { number = i, answer = answer }
  assert(answer:receive() == i * 2)
end
quit:send(true)
assert(select(2, quit:receive()) == false and served == 50)

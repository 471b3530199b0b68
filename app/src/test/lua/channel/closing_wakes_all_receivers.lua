local ch, other = channel.new(), channel.new()
local log = {}
for i = 1, 3 do
  coroutine.spawn(function()
    local value, ok = ch:receive()
    log[#log + 1] = i .. tostring(value) .. tostring(ok)
  end)
end
coroutine.spawn(function()
  local result = channel.select { other:case_receive(), ch:case_receive() }
  assert(result.channel == ch and result.value == nil and result.ok == false and result.default == nil)
  log[#log + 1] = "select"
end)
ch:close()
assert(#log == 0)
coroutine.yield()
assert(table.concat(log, " ") == "1nilfalse 2nilfalse 3nilfalse select")

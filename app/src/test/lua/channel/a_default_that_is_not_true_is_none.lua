for _, default in ipairs { false, 1, "true", {} } do
  local ch = channel.new()
  coroutine.spawn(function()
    coroutine.yield()
    ch:send("waited for")
  end)
  assert(channel.select { ch:case_receive(), default = default }.value == "waited for")
end
local ch = channel.new()
coroutine.spawn(function()
  coroutine.yield()
  ch:send("waited for")
end)
assert(channel.select({ ch:case_receive() }, false).value == "waited for")

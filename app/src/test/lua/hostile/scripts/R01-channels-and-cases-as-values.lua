-- Attacks: the allow-list, by way of channels, cases and tasks as values.
-- Expect: succeeded
local ch = channel.new(1)
local task = coroutine.spawn(function() coroutine.yield() end)
for _, value in ipairs { ch, ch:case_send(1), ch:case_receive(), task } do
  for _, name in ipairs { "close_all", "offer", "getClass", "onTaken", "buffer", "channel", "fiber", "__index", "__gc" } do
    local ok, field = pcall(function() return value[name] end)
    assert(not ok or field == nil, name)
  end
  assert(not pcall(function() value.x = 1 end) and not pcall(rawset, value, "x", 1))
  assert(not pcall(setmetatable, value, {}) and type(getmetatable(value)) ~= "table")
  assert(not pcall(function() return value + 1 end) and not pcall(function() return #value end) and not pcall(value))
end
assert(not pcall(string.dump or error, task) and not pcall(ch.send, task, 1) and not pcall(ch.receive, ch:case_receive()))

local ch = channel.new(1)
local function passes(value)
  ch:send(value)
  return rawequal(ch:receive(), value)
end
local object = setmetatable({}, { __eq = function() return false end })
assert(passes(object) and passes(print) and passes("x") and passes(1) and passes(coroutine.running()))
assert(passes(errors.new("e")) and passes(ch:case_receive()) and passes(channel.new()) and passes(ch))
-- A channel in a channel is the same channel.
local inner = channel.new(1)
ch:send(inner)
ch:receive():send("through")
assert(inner:receive() == "through")

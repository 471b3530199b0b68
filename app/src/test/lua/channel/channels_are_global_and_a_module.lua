assert(require("channel") == channel)
for _, change in ipairs { function() channel.new = 1 end, function() rawset(channel, "x", 1) end, function() channel.new(1).send = 1 end } do
  assert(not pcall(change))
end
local ch = channel.new()
assert(type(ch) == "userdata" and tostring(ch):find("^userdata: 0x"))
assert(ch ~= channel.new() and ch == ch)
for _, absent in ipairs { "len", "cap", "is_closed", "try_send", "try_receive" } do
  assert(ch[absent] == nil)
end

local ch = channel.new(1)
ch:send("ready")
for _, wrong in ipairs { 1, "x", true, {}, print, ch } do
  local ok, message = pcall(channel.select, { ch:case_receive(), wrong })
  assert(not ok and message:find("case expected at index 2, got " .. type(wrong), 1, true), message)
end
local ok, message = pcall(channel.select, { ch:case_receive(), nil, ch:case_receive() })
assert(not ok and message:find("case expected at index 2, got nil", 1, true), message)
-- Nothing was received.
assert(ch:receive() == "ready")

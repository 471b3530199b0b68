local ch = channel.new()
local function isDefault(result)
  return result.default == true and result.ok == true and result.channel == nil and result.value == nil
end
assert(isDefault(channel.select { ch:case_receive(), default = true }))
assert(isDefault(channel.select({ ch:case_receive() }, true)))
assert(isDefault(channel.select { ch:case_send(1), default = true }))
assert(isDefault(channel.select { default = true }))
assert(isDefault(channel.select({}, true)))
-- The second argument comes first, where there is one.
coroutine.spawn(function() ch:send("sent") end)
assert(channel.select({ ch:case_receive() }, true).value == "sent")
for _, wrong in ipairs { 1, "x", {}, print } do
  local ok, message = pcall(channel.select, { ch:case_receive() }, wrong)
  assert(not ok and message:find("boolean expected", 1, true), message)
end

local ch, out = channel.new(1), channel.new(1)
ch:send("value")
local result = channel.select { ch:case_receive() }
assert(result.channel == ch and result.value == "value" and result.ok == true and result.default == nil)
result = channel.select { out:case_send("sent") }
assert(result.channel == out and result.value == "sent" and result.ok == true and result.default == nil)
assert(out:receive() == "sent")
ch:close()
result = channel.select { ch:case_receive() }
assert(result.channel == ch and result.value == nil and result.ok == false)
local count = 0
for _ in pairs(result) do
  count = count + 1
end
assert(count == 2)

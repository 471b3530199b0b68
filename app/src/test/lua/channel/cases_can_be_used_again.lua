local ch = channel.new(1)
local send, receive = ch:case_send("again"), ch:case_receive()
assert(type(send) == "userdata" and type(receive) == "userdata" and send ~= receive)
for _ = 1, 5 do
  assert(channel.select { send }.ok)
  assert(channel.select { receive }.value == "again")
end
-- They do nothing until selected.
assert(channel.select { receive, default = true }.default)

local ch, other = channel.new(), channel.new(1)
ch:close()
other:send("ready too")
for _ = 1, 3 do
  local result = channel.select { ch:case_receive(), other:case_receive(), default = true }
  assert(result.channel == ch and result.ok == false and result.default == nil)
end

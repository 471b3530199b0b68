-- Attacks: the price of work, by making channels and using each once.
-- Expect: failed instructions
while true do
  local ch = channel.new(100000)
  ch:send(1)
  ch:receive()
  ch:close()
end

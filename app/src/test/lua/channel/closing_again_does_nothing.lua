local ch = channel.new()
for _ = 1, 3 do
  assert(select("#", ch:close()) == 0)
end

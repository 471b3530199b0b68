for _, wrong in ipairs { 1, "x", true, print, channel.new():case_receive() } do
  local ok, message = pcall(channel.select, wrong)
  assert(not ok and message:find("table expected", 1, true), message)
end
assert(not pcall(channel.select))

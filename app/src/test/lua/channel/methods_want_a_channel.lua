local ch = channel.new()
for _, method in ipairs { "send", "receive", "close", "case_send", "case_receive" } do
  for _, wrong in ipairs { 1, "x", {}, true, print, errors.new("e"), ch:case_receive() } do
    local ok, message = pcall(ch[method], wrong)
    assert(not ok and message:find("channel expected", 1, true), message)
  end
  local ok, message = pcall(ch[method])
  assert(not ok and message:find("channel expected", 1, true), message)
end

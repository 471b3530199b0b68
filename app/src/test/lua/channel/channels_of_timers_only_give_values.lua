local ch = time.after("1h")
for _, call in ipairs { function() ch:send(1) end, function() ch:case_send(1) end } do
  local ok, message = pcall(call)
  assert(not ok and message:find("cannot send on a channel that only gives values", 1, true), message)
end
local ok, message = pcall(function() ch:close() end)
assert(not ok and message:find("cannot close a channel that only gives values", 1, true), message)

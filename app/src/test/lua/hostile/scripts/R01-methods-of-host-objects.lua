-- Attacks: the allow-list, by calling methods of host objects on objects that they are not made for.
-- Expect: succeeded
local channel, failure = time.after("1h"), errors.new("message")
local case = channel:case_receive()
local receive, message = channel.receive, failure.message
for _, wrong in ipairs { failure, case, {}, "x", 1, print, setmetatable({}, { __index = channel }) } do
  assert(not pcall(receive, wrong))
  assert(not pcall(channel.case_receive, wrong))
end
for _, wrong in ipairs { channel, case, {}, "x", 1 } do
  assert(not pcall(message, wrong))
  assert(not pcall(failure.kind, wrong))
  assert(not pcall(failure.retryable, wrong))
  assert(not pcall(failure.details, wrong))
  assert(not pcall(failure.stack, wrong))
end
assert(not pcall(receive) and not pcall(message))
assert(not pcall(channel.select, { channel }))
for _, object in ipairs { channel, failure, case } do
  assert(type(getmetatable(object)) == "string")
  assert(not pcall(setmetatable, object, {}))
  assert(not pcall(next, object) and not pcall(pairs, object) and not pcall(ipairs, object))
  assert(not pcall(rawget, object, "receive") and not pcall(rawset, object, "receive", 1) and not pcall(rawlen, object))
  assert(not pcall(function() return #object end) and not pcall(object))
  assert(tostring(object):find("^userdata: 0x") or tostring(object) == "message")
end
local taken = setmetatable({}, { __index = getmetatable(failure) })
assert(not pcall(function() return taken.x end) or taken.x == nil)

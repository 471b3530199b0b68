-- Attacks: the allow-list, by calling methods of host objects on objects that they are not made for.
-- Expect: succeeded
local channel, failure = time.after("1h"), errors.new("message")
local case = channel:case_receive()
local objects = {
  time.now(), time.parse_duration("1s"), time.load_location("Europe/Berlin"), time.timer("1h"), time.ticker("1h"), channel, failure, case,
}
-- The methods of each with each of the others; the kind of a receiver is looked at before anything else.
local methods = {
  { "add", "sub", "format", "year", "unix", "in_location", "location", "round" }, { "nanoseconds", "hours" }, { "string" },
  { "reset", "stop", "channel" }, { "stop", "channel", "response" }, { "receive", "case_receive" }, { "message", "kind" },
}
for i, names in ipairs(methods) do
  for _, name in ipairs(names) do
    for j, wrong in ipairs(objects) do
      if i ~= j then
        local ok, message = pcall(objects[i][name], wrong)
        assert(not ok and tostring(message):find(" expected", 1, true), name)
      end
    end
  end
end
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
for _, object in ipairs { channel, failure, case, objects[4], objects[5] } do
  assert(type(getmetatable(object)) == "string")
  assert(not pcall(setmetatable, object, {}))
  assert(not pcall(next, object) and not pcall(pairs, object) and not pcall(ipairs, object))
  assert(not pcall(rawget, object, "receive") and not pcall(rawset, object, "receive", 1) and not pcall(rawlen, object))
  assert(not pcall(function() return #object end) and not pcall(object))
  assert(tostring(object):find("^userdata: 0x") or tostring(object) == "message")
end
local taken = setmetatable({}, { __index = getmetatable(failure) })
assert(not pcall(function() return taken.x end) or taken.x == nil)

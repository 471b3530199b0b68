local ch = channel.new()
local inner
coroutine.spawn(function()
  inner = coroutine.create(function()
    local value = ch:receive()
    coroutine.yield(value)
    return "end"
  end)
  assert(select(2, coroutine.resume(inner)) == "sent")
end)
assert(coroutine.status(inner) == "normal")
local ok, message = coroutine.resume(inner)
assert(not ok and message == "cannot resume non-suspended coroutine")
ch:send("sent")
coroutine.yield()
assert(coroutine.status(inner) == "suspended")
-- And goes on in whichever task resumes it.
local ok, value = coroutine.resume(inner)
assert(ok and value == "end" and coroutine.status(inner) == "dead")

local function fault(f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok, "did not fail")
  return tostring(message)
end

-- Gives one time, then the channel is closed.
local timer = time.timer("1ms")
local ch = timer:channel()
assert(type(timer) == "userdata" and getmetatable(timer) == "time.Timer" and ch == timer:channel() and ch == timer:response())
local fired, ok = ch:receive()
assert(ok and getmetatable(fired) == "time.Time" and select(2, ch:receive()) == false)
-- After that nothing more comes.
assert(timer:stop() == false and timer:reset("1ms") == false and select(2, ch:receive()) == false)

-- Stopped, it gives nothing, and who waits learns of it.
local stopped = time.timer("1h")
assert(stopped:stop() == true and stopped:stop() == false)
local value, open = stopped:channel():receive()
assert(value == nil and open == false and stopped:reset("1h") == false)

-- Reset, it counts anew, shorter or longer.
local reset = time.timer("1h")
assert(reset:reset("1ms") == true)
assert(select(2, reset:channel():receive()) == true)
local longer = time.timer("5ms")
assert(longer:reset(time.HOUR) == true and longer:reset(time.parse_duration("2h")))
local first = channel.select { longer:channel():case_receive(), time.after("20ms"):case_receive() }
assert(first.channel ~= longer:channel() and longer:stop() == true)

local running = time.timer("1h")
for _, bad in ipairs { 0, -1, "0s", "-1s", 0.5 } do
  assert(fault(running.reset, running, bad):find("(must be positive)", 1, true), tostring(bad))
end
for _, bad in ipairs { "soon", true, {}, print, 0 / 0 } do
  assert(fault(running.reset, running, bad):find("number of nanoseconds, text such as \"1m30s\" or time.Duration expected, got ", 1, true), tostring(bad))
end
assert(not pcall(running.reset, running) and not pcall(running.stop) and not pcall(running.stop, time.ticker) and running:stop())
-- Those that have stopped make room for others.
for _ = 1, 1500 do
  time.timer("1h"):stop()
end

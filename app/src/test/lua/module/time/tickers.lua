local ticker = time.ticker("1ms")
local ch = ticker:channel()
assert(type(ticker) == "userdata" and getmetatable(ticker) == "time.Ticker" and ch == ticker:channel() and ch == ticker:response())
local last
for _ = 1, 5 do
  local tick, ok = ch:receive()
  assert(ok and getmetatable(tick) == "time.Time" and tick:location() == time.localtz and not (last and tick:before(last)))
  last = tick
end
assert(ticker:stop() == true and ticker:stop() == true)
-- What was in the channel can still be had.
local rest = 0
while select(2, ch:receive()) do
  rest = rest + 1
end
assert(rest <= 16 and select(2, ch:receive()) == false)

-- There are sixteen places; ticks beyond are left out, and go on once there is room again.
local busy = time.ticker("1ms")
time.sleep("60ms")
busy:channel():receive()
time.sleep("20ms")
busy:stop()
local waiting = 0
while select(2, busy:channel():receive()) do
  waiting = waiting + 1
end
assert(waiting == 16, waiting)

-- In a select, beside others.
local slow, fast = time.ticker("1h"), time.ticker("1ms")
for _ = 1, 3 do
  assert(channel.select({ slow:channel():case_receive(), fast:channel():case_receive() }).channel == fast:channel())
end
slow:stop()
fast:stop()
for _ = 1, 1500 do
  time.ticker("1h"):stop()
end
assert(not pcall(ticker.stop) and not pcall(ticker.stop, time.timer) and ticker.reset == nil)

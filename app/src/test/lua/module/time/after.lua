-- A channel that gives one time and is closed then.
local before = time.now()
local ch = time.after("10ms")
local fired, ok = ch:receive()
assert(ok and getmetatable(fired) == "time.Time" and fired:location() == time.localtz)
assert(not fired:before(before))
local value, again = ch:receive()
assert(value == nil and again == false)
local r = channel.select { ch:case_receive() }
assert(r.channel == ch and r.value == nil and r.ok == false)

-- Of two the shorter one is first, whatever kind of duration says so.
for _, pair in ipairs { { "1ms", "1h" }, { 1000, 3600 * time.SECOND }, { time.parse_duration("1us"), time.parse_duration("1h") } } do
  local short, long = time.after(pair[1]), time.after(pair[2])
  local first = channel.select { long:case_receive(), short:case_receive() }
  assert(first.channel == short and first.ok and getmetatable(first.value) == "time.Time")
end

for _, start in ipairs { time.after, time.timer, time.ticker } do
  for _, bad in ipairs { "0s", "-1s", 0, -1, 0.5, "soon", "", true, {}, print, 0 / 0, 1 / 0, 2 ^ 63, time.parse_duration(0), time.now() } do
    local none, err = start(bad)
    assert(none == nil and err:kind() == errors.INVALID and err:retryable() == false, tostring(bad))
    assert(err:message():find("^duration: "), err:message())
  end
  assert(select(2, start()):kind() == errors.INVALID and select(2, start(nil)):kind() == errors.INVALID)
end

-- Others run meanwhile, and who sleeps less is awake first.
local order = {}
for _, d in ipairs { "30ms", "1ms" } do
  coroutine.spawn(function()
    time.sleep(d)
    order[#order + 1] = d
  end)
end
assert(#order == 0)
assert(select("#", time.sleep("60ms")) == 0)
assert(#order == 2 and order[1] == "1ms" and order[2] == "30ms")
assert(select("#", time.sleep(1000)) == 0 and select("#", time.sleep(time.parse_duration("1us"))) == 0)

-- Not positive is no wait, and neither is what is no duration.
for _, d in ipairs { 0, -1, "0s", "-1h", -3600 * time.SECOND, time.parse_duration("-1h"), 0.5 } do
  assert(select("#", time.sleep(d)) == 0)
end
for _, bad in ipairs { "soon", "", true, {}, print, 0 / 0, 1 / 0, 2 ^ 63, time.now() } do
  local none, err = time.sleep(bad)
  assert(none == nil and err:kind() == errors.INVALID and err:retryable() == false, tostring(bad))
end
assert(select(2, time.sleep()):kind() == errors.INVALID)

-- Anywhere: in a coroutine, in pcall, within a metamethod.
local co = coroutine.wrap(function() time.sleep("1ms") return "awake" end)
assert(co() == "awake" and pcall(time.sleep, "1ms"))
assert(setmetatable({}, { __index = function() time.sleep("1ms") return 1 end }).x == 1)

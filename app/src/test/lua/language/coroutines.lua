local co = coroutine.create(function(a, b)
  assert(a == 1 and b == 2)
  local c = coroutine.yield(a + b)
  local d, e = coroutine.yield(c * 2)
  return d, e
end)
assert(coroutine.status(co) == "suspended")
assert(select(2, coroutine.resume(co, 1, 2)) == 3)
assert(select(2, coroutine.resume(co, 10)) == 20)
local ok, d, e = coroutine.resume(co, "x", nil)
assert(ok and d == "x" and e == nil and coroutine.status(co) == "dead")
local ok, message = coroutine.resume(co)
assert(not ok and message == "cannot resume dead coroutine")

-- Yields cross pcall, metamethods, iterators, sort comparators and gsub callbacks.
local function yields(f) local w = coroutine.wrap(f); return w(), w() end
local first, last = yields(function()
  local ok, text = pcall(function() coroutine.yield("in pcall"); error("caught", 0) end)
  return text
end)
assert(first == "in pcall" and last == "caught")
local first, last = yields(function()
  return setmetatable({}, { __add = function() coroutine.yield("in add"); return "sum" end }) + 1
end)
assert(first == "in add" and last == "sum")
local first, last = yields(function()
  for x in function(_, prev) if not prev then coroutine.yield("in iterator"); return "item" end end do return x end
end)
assert(first == "in iterator" and last == "item")
local first, last = yields(function()
  local once = true
  local t = { 3, 1, 2 }
  table.sort(t, function(a, b) if once then once = false; coroutine.yield("in sort") end; return a < b end)
  return table.concat(t)
end)
assert(first == "in sort" and last == "123")
local first, last = yields(function()
  return (("a"):gsub("a", function() coroutine.yield("in gsub"); return "b" end))
end)
assert(first == "in gsub" and last == "b")

-- Errors end the coroutine, and wrap passes them on.
local broken = coroutine.create(function() local x = nil; return x.y end)
local ok, message = coroutine.resume(broken)
assert(not ok and message:find("attempt to index local 'x'", 1, true) and coroutine.status(broken) == "dead")
assert(not pcall(coroutine.wrap(function() error("through wrap") end)))

-- running, status, and resuming what can't be resumed.
local main, isMain = coroutine.running()
assert(type(main) == "thread" and isMain)
local outer
outer = coroutine.create(function()
  assert(coroutine.running() == outer and select(2, coroutine.running()) == false)
  local inner = coroutine.create(function()
    assert(coroutine.status(outer) == "normal")
    local ok, text = coroutine.resume(outer)
    assert(not ok and text == "cannot resume non-suspended coroutine")
  end)
  assert(coroutine.resume(inner))
  return coroutine.status(outer)
end)
assert(select(2, coroutine.resume(outer)) == "running")

-- Nested generators.
local function count(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end) end
local function doubled(n) return coroutine.wrap(function() for i in count(n) do coroutine.yield(i * 2) end end) end
local sum = 0
for i in doubled(100) do sum = sum + i end
assert(sum == 10100)

-- A wait inside a coroutine makes the whole task wait and is no yield.
local waiting = coroutine.wrap(function()
  local _, ok = time.after("2ms"):receive()
  coroutine.yield(ok)
  return "end"
end)
assert(waiting() == true and waiting() == "end")

-- Coroutines that nothing refers to any more do not count.
for i = 1, 5000 do
  local w = coroutine.wrap(function() coroutine.yield() end)
  w()
  w()
end

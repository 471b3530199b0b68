-- In each of them a task gives way and then waits for a channel; the other one goes on meanwhile.
local requests, answers = channel.new(), channel.new()
coroutine.spawn(function()
  while true do
    local value = requests:receive()
    coroutine.yield()
    answers:send(value + 1)
  end
end)
local function ask(value)
  coroutine.yield()
  requests:send(value)
  return (answers:receive())
end

local ok, value = pcall(ask, 1)
assert(ok and value == 2)
local ok, message = pcall(function() ask(1) error("after the wait", 0) end)
assert(not ok and message == "after the wait")
local ok, handled = xpcall(function() ask(1) error("x", 0) end, function(m) return m .. ask(1) end)
assert(not ok and handled == "x2")

local object = setmetatable({}, {
  __index = function(_, key) return ask(key) end,
  __newindex = function(t, key, value) rawset(t, key, ask(value)) end,
  __call = function(_, value) return ask(value) end,
  __add = function(_, value) return ask(value) end,
  __concat = function(_, value) return ask(value) end,
  __len = function() return ask(6) end,
  __eq = function() return ask(1) == 2 end,
  __lt = function() return ask(1) == 2 end,
  __le = function() return ask(1) == 2 end,
  __unm = function() return ask(7) end,
  __tostring = function() return tostring(ask(8)) end,
})
assert(object[1] == 2 and object(2) == 3 and object + 3 == 4 and object .. 4 == 5)
assert(#object == 7 and -object == 8 and tostring(object) == "9")
object.field = 10
assert(rawget(object, "field") == 11)
local other = setmetatable({}, getmetatable(object))
getmetatable(object).__metatable = nil
assert(object == other and object < other and object <= other)

local sum = 0
for value in function(_, last) last = ask(last or 0) return last <= 3 and last or nil end do
  sum = sum + value
end
assert(sum == 6)
local list = { 3, 1, 2 }
table.sort(list, function(a, b) ask(0) return a < b end)
assert(table.concat(list) == "123")
assert((("abc"):gsub(".", function(c) return c .. ask(0) end)) == "a1b1c1")
assert(load(function() sum = ask(sum) return sum == 7 and "return 5" or nil end)() == 5)

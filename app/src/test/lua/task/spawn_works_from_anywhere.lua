local log = {}
local function note(what) return function() log[#log + 1] = what end end
coroutine.spawn(function()
  coroutine.spawn(note "in a task")
  log[#log + 1] = "after it"
end)
coroutine.wrap(function() coroutine.spawn(note "in a coroutine") end)()
pcall(function() coroutine.spawn(note "in pcall") end)
table.sort({ 2, 1 }, function(a, b) coroutine.spawn(note "in sort") return a < b end)
local object = setmetatable({}, { __index = function() coroutine.spawn(note "in __index") end })
local _ = object.x
coroutine.yield()
local text = table.concat(log, ", ")
assert(text == "in a task, after it, in a coroutine, in pcall, in sort, in __index", text)

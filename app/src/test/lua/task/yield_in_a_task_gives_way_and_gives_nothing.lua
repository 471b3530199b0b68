local log = {}
coroutine.spawn(function()
  local count = select("#", coroutine.yield("dropped", 2))
  log[#log + 1] = "task: " .. count
end)
local count = select("#", coroutine.yield("dropped"))
log[#log + 1] = "main: " .. count
assert(table.concat(log, ", ") == "task: 0, main: 0")
assert(select("#", coroutine.yield()) == 0)

local log = {}
coroutine.spawn(function()
  log[#log + 1] = "first"
  coroutine.yield()
  log[#log + 1] = "first again"
end)
coroutine.spawn(function() log[#log + 1] = "second" end)
log[#log + 1] = "main"
assert(table.concat(log, ", ") == "first, first again, second, main", table.concat(log, ", "))

local count
coroutine.spawn(function(...) count = select("#", ...) end, 1, 2, 3)
assert(count == 0)

---@meta coroutine

---@class coroutinelib
coroutine = {}

---A new coroutine, which does not run yet.
---@param f fun(...): ...
---@return thread
function coroutine.create(f) end

---Starts a coroutine or goes on with it, up to its end or its next `yield`.
---@param co thread
---@param ... any what its function or its `yield` gets
---@return boolean ok
---@return any ... what it yielded or returned, or the error
function coroutine.resume(co, ...) end

---The running coroutine, and whether it is the main one.
---@return thread
---@return boolean main
function coroutine.running() end

---Starts a task, which runs beside the one that calls: whenever one waits, others go on. An error that it does not catch fails the
---job. The end of the main task ends all others.
---@param f fun()
---@return thread
function coroutine.spawn(f) end

---@param co thread
---@return "running"|"suspended"|"normal"|"dead"
function coroutine.status(co) end

---A function that goes on with a new coroutine at each call, and raises its errors.
---@param f fun(...): ...
---@return fun(...): ...
function coroutine.wrap(f) end

---Gives values to whoever resumed this coroutine and waits to be resumed. In a task itself it lets the other tasks go first.
---@param ... any
---@return any ...
function coroutine.yield(...) end

return coroutine

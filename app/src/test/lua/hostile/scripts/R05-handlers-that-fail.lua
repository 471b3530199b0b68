-- Attacks: the stack, by handlers of errors that raise errors.
-- Expect: succeeded
local function handler(e) error(e) end
local ok, message = xpcall(error, handler, "x")
assert(not ok and message == "error in error handling", message)
local function deep(e) return (xpcall(error, deep, e)) end
assert(xpcall(error, deep, "x") == false)

-- Attacks: the stack, by calls that pass one value more each.
-- Limits: instructions=50000000 memory=256
-- Expect: succeeded
local function f(...) return 1 + f(1, ...) end
local ok, message = pcall(f)
assert(not ok and message:find("stack overflow", 1, true), message)

-- Attacks: the stack, by replacement functions that replace.
-- Limits: memory=256
-- Expect: succeeded
local function f(s) return (s:gsub(".", f)) end
local ok, message = pcall(f, "x")
assert(not ok and message:find("stack overflow", 1, true), message)

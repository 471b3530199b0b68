-- Attacks: the compiler, with more source than it takes, whole and in pieces.
-- Limits: instructions=20000000 memory=32
-- Expect: succeeded
local f, message = load((" "):rep(2 ^ 20 + 1))
assert(f == nil and message:find("longer than", 1, true), message)
f, message = load(function() return "local x = 1 " end)
assert(f == nil and message:find("longer than", 1, true), message)
f, message = load(function() return 5 end)
assert(f == nil)
f, message = load(function() return {} end)
assert(f == nil and message:find("must return a string", 1, true), message)
f, message = load(function() error("from the reader") end)
assert(f == nil and message:find("from the reader", 1, true), message)

-- Attacks: the result, with a table in itself.
-- Expect: failed script: cycle
local t = { a = { b = {} } }
t.a.b.c = t
return t

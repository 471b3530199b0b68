-- Attacks: the failure, with details that are cyclic and deep.
-- Expect: failed script: m
local t = {}
t.t = t
t.deep = { t }
error(errors.new { message = "m", kind = ("k"):rep(100000), details = t })

-- Attacks: the wall time, by an expression that takes for ever.
-- Limits: millis=300 instructions=100000000000
-- Expect: failed wall_time
local re = require("text").regexp.compile("(a?){200}b")
while true do
  pcall(re.find, re, ("a"):rep(4000000))
end

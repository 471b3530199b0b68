-- Attacks: the meter, by expressions that take long for each character.
-- Expect: failed instructions
local regexp = require("text").regexp
local s = ("a"):rep(1000000)
while true do
  regexp.compile("(a?){90}b"):find(s)
  regexp.compile(""):find_all(s)
  regexp.compile("a.*z|a"):replace(s, "$0$0")
end

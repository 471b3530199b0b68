-- Attacks: the meter, by text that has to be decoded before an expression can look at it.
-- Limits: instructions=300000
-- Expect: failed instructions
local text = ("é"):rep(300000)
return require("text").regexp.compile("^a"):match(text)

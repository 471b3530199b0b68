-- Attacks: the meter, by YAML that means much work for its length.
-- Limits: memory=64
-- Expect: failed instructions
local yaml = require("yaml")
local s = ("- [a, {b: 'c'}]\n"):rep(2000)
while true do
  yaml.decode(s)
  yaml.decode(("? "):rep(1000))
  yaml.encode { ("x: "):rep(10000) }
end

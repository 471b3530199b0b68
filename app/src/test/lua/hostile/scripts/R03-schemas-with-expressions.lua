-- Attacks: the meter, by regular expressions that take exponential time where they are tried one way after the other.
-- Expect: failed instructions
local text = ("a"):rep(20000) .. "!"
for _, pattern in ipairs { "^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", "(x+x+)+y", "^((a{0,20}){0,20})$", "(.*a){12}b" } do
  assert(not json.validate({ pattern = pattern }, "!" .. text:sub(1, 50)), pattern)
end
while true do
  json.validate({ patternProperties = { ["^(a+)+$"] = true } }, { [text] = 1 })
  json.validate({ pattern = "(.*a){12}b" }, text)
end

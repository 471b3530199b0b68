-- Attacks: the memory and the time of the service, by regular expressions that are small until they are compiled.
-- Limits: memory=64 instructions=20000000
-- Expect: succeeded
for _, pattern in ipairs {
  "((((a{1000}){1000}){1000}){1000}){1000}", "(a{0,1000}){0,1000}", "(((x?){30}){30}){30}", ("\\pL"):rep(300), "[\\pL\\pN]{900}", ("[\\P{Lu}]"):rep(100),
  ("(a|b){99}"):rep(100), ("a{9}"):rep(250), ("("):rep(60) .. (")"):rep(60), ("(?i:\\pL)"):rep(100), "a{999999999,}", "(?:(?:a{500})+){500}",
  "(\\Q)\\E{1000}){1000}", "(a{900}){900}\\Q(\\E", "([)]{1000}){1000}", "([^])]{1000}){1000}", "([[:alpha:])]{1000}){1000}", "(\\){1000}){1000}", "(\\p{L}{9}){99}", "(?<n>a{1000}){1000}",
} do
  local ok, err = json.validate({ pattern = pattern }, "x")
  assert(ok == false and (err:message():find("too large", 1, true) or err:message():find("does not match", 1, true) or err:message():find("no regular expression", 1, true)), tostring(err))
end
local many = {}
for i = 1, 500 do
  many[i] = { pattern = ("x"):rep(50) .. i }
end
local ok, err = json.validate({ allOf = many }, 5)
assert(ok == false and err:message():find("too large together", 1, true), tostring(err))

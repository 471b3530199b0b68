-- Attacks: the stack, by patterns that match recursively.
-- Limits: instructions=20000000 memory=64
-- Expect: succeeded
local s = ("a"):rep(100000)
for _, pattern in ipairs { ("a?"):rep(20000), (".-"):rep(300) .. "b", ("(a)"):rep(32), ("a*"):rep(300), ("()"):rep(32), "(" .. ("a?"):rep(500) .. ")" } do
  local ok, message = pcall(string.find, s, pattern)
  assert(ok or message:find("too complex", 1, true) or message:find("captures", 1, true), message)
end
assert(s:gsub("a", "b") == ("b"):rep(100000))
assert(select("#", s:find(("(a)"):rep(32))) == 34)

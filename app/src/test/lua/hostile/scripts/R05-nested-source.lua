-- Attacks: the stack, by source in which everything is nested.
-- Limits: instructions=20000000 memory=64
-- Expect: succeeded
local function nested(open, middle, close, n)
  return load(open:rep(n) .. middle .. close:rep(n))
end
for _, n in ipairs { 150, 300, 3000, 30000 } do
  nested("return (", "1", ")", n)
  nested("(", "f()", ")", n)
  nested("do ", "", " end", n)
  nested("if x then ", "", " end", n)
  nested("while x do ", "", " end", n)
  nested("for i = 1, 2 do ", "", " end", n)
  nested("repeat ", "", " until x", n)
  nested("return function() ", "", " end", n)
  nested("x = {", "", "}", n)
  nested("x = f(", "", ")", n)
  nested("x = - ", "1", "", n)
  nested("x = not ", "1", "", n)
  nested("x = 1 .. ", "1", "", n)
  nested("x = 2 ^ ", "1", "", n)
  nested("x = a[", "1", "]", n)
  nested("x = a.", "b", "", n)
  nested("f", "()", "()", n)
  nested("x,", "x = 1", "", n)
  nested("local function f() ", "", " end", n)
  nested("a.b:c(", "", ")", n)
end
assert(load(("x,"):rep(200) .. "x = 1") or true)
assert(load("return " .. ("("):rep(100) .. "1" .. (")"):rep(100))() == 1)

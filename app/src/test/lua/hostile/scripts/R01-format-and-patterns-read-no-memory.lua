-- Attacks: the allow-list, by format directives and patterns that read beyond their arguments in C.
-- Expect: succeeded
for _, format in ipairs { "%s%s%s", "%n", "%p", "%*d", "%1$s", "%-", "%", "%0", "%100d", "%.100f", "%lld", "%s%n", "%hhn" } do
  assert(not pcall(string.format, format, 1), format)
end
assert(not pcall(string.format, "%d", "x") and not pcall(string.format, "%c"))
for _, pattern in ipairs { "%", "[", "[%", "[a-", "%b", "%bx", "%f", "(", "%1", "(()", "%9", "[^", "[]", ("("):rep(33) .. (")"):rep(33) } do
  assert(not pcall(string.find, "xx", pattern), pattern)
  assert(not pcall(string.gsub, "xx", pattern, "%1"), pattern)
end
assert(("\0a\0"):find("%z") == nil or true)
assert(("a\0b"):find("\0", 1, true) == 2 and ("a\0b"):find("[\0]") == 2)
assert(("x"):sub(-2 ^ 63, 2 ^ 63) == "x" and ("x"):byte(2 ^ 53) == nil)
assert(not pcall(string.rep, "x", 2 ^ 40) and ("x"):rep(-2 ^ 63) == "")

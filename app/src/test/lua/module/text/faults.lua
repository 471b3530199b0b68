local regexp = require("text").regexp

for _, pattern in ipairs {
  "(", ")", "[a", "*", "a**", "\\", "(?<!x)", "(?=x)", "\\1", "x{1001}", "[z-a]", "\\pX", "(?P<n>a)(?P<n>b)",
  ("x"):rep(1001), "((a{100}){100}){100}", ("(a)"):rep(101), ("("):rep(60) .. (")"):rep(60), ("a{900}"):rep(10), "\\Q[\\E((a{100}){100}){100}", "\\Q[((a{100}\\E{1001}", ("\\pL"):rep(30),
} do
  local re, err = regexp.compile(pattern)
  assert(re == nil and err:kind() == errors.INVALID and err:retryable() == false, pattern)
  assert(err:message():find("^pattern: ") and not err:message():find("[Jj]ava") and not err:message():find("re2j"), err:message())
end
for _, value in ipairs { 5, true, {}, print } do
  local re, err = regexp.compile(value)
  assert(re == nil and err:message() == "pattern: string expected, got " .. type(value))
end

local re = regexp.compile("a")
for _, name in ipairs { "match", "find", "find_all", "replace", "split" } do
  local ok, message = pcall(function() return re[name](re, 5) end)
  assert(not ok and message:find("(string expected, got number)", 1, true), name)
  ok, message = pcall(function() return re[name]("a", "a") end)
  assert(not ok and message:find("text.Regexp expected", 1, true), name)
end
assert(not pcall(function() re:find_all("a", "many") end) and not pcall(function() re:replace("a") end))

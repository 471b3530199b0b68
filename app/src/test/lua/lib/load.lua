local function load_fault(...)
  local f, message = load(...)
  assert(f == nil)
  return message
end

assert(load("return 1 + 1")() == 2)
assert(load("return ...")(7) == 7)
assert(load("x = 5; return x", "=c", "t", {})() == 5 and x == nil)
assert(not pcall(load("return print('x')", "=c", "t", nil)))

-- Names of chunks as messages show them.
assert(load_fault("x ="):find('[string "x ="]:1:', 1, true))
assert(load_fault("x =\n="):find('[string "x =..."]:', 1, true))
assert(load_fault("x =\n", "a\nb"):find('^%[string "a%.%.%."%]:'))
assert(load_fault("x =", "=name"):find("^name:1:"))
assert(load_fault("x =", "@file.lua"):find("^file%.lua:1:"))
assert(load_fault("x =", ("long"):rep(40)):find('^%[string "longlonglonglonglonglonglonglonglonglonglongl%.%.%."%]:1:'))
assert(load_fault("x =", "=" .. ("n"):rep(100)):find("^" .. ("n"):rep(59) .. ":1:"))
assert(load_fault("x =", "@" .. ("p"):rep(100)):find("^%.%.%." .. ("p"):rep(56) .. ":1:"))

-- Text only.
assert(load_fault("return 1", "=c", "b") == "attempt to load a text chunk (mode is 'b')")
assert(load_fault("\27Lua", "=c", "t") == "attempt to load a binary chunk (mode is 't')")

-- Readers.
local n = 0
local f, message = load(function() n = n + 1; return n == 1 and "x = = 1" or nil end)
assert(f == nil and message:find("^%(load%):1:"), message)
local parts = { "return ", "'a'", " .. ", "'b'", "", " syntax error" }
local i = 0
assert(load(function() i = i + 1; return parts[i] end)() == "ab" and i == 5)
assert(load(function() return nil end)() == nil)
assert(load_fault(function() return {} end):find("reader function must return a string", 1, true))
assert(load_fault(function() error("in reader", 0) end):find("in reader", 1, true))
assert(select(2, load(function() error({ 1 }) end)) ~= nil)
assert(not pcall(load))
assert(not pcall(load, {}))

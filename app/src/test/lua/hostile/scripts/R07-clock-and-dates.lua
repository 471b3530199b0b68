-- Attacks: other runs, by way of the process's locale, time zone and environment.
-- Expect: succeeded
assert(os.setlocale == nil and os.getenv == nil and os.exit == nil and os.execute == nil and os.remove == nil)
local before = os.date("!%c", 0)
for _, format in ipairs { "%Ec", "%Od", "%", "%k", "%s", "%n", "%:z" } do
  pcall(os.date, format)
end
assert(os.date("!%c", 0) == before)
assert(os.clock() * 1000 % 1 < 1e-6 or os.clock() * 1000 % 1 > 1 - 1e-6, "finer than a millisecond")
assert(os.time() % 1 == 0)

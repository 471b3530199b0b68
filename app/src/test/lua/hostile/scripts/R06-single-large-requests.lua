-- Attacks: the limit of memory, with single calls that want more than there is.
-- Limits: memory=8 instructions=20000000
-- Expect: succeeded
local function refused(f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok and message:find("memory", 1, true) or message:find("too large", 1, true), message)
end
local half = ("x"):rep(4000000)
refused(string.rep, "x", 9000000)
refused(string.rep, half, 2)
refused(string.rep, "x", 2 ^ 31)
refused(string.rep, "x", 2 ^ 53)
refused(function() return half .. half end)
refused(table.concat, { half, half })
refused(string.gsub, half:sub(1, 1000000), "x", ("y"):rep(10))
refused(string.format, "%s%s%s", half, half, half)
assert(#half == 4000000)

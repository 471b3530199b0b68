local logger = require("logger")

local function fault(f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok, "did not fail")
  return message
end

assert(type(logger) == "userdata" and logger == require("logger") and rawequal(_G.logger, nil))
for _, level in ipairs { "debug", "info", "warn", "error" } do
  assert(select("#", logger[level](logger, "message")) == 0)
  assert(fault(function() logger[level](logger) end):find("bad argument #2 to '?' (string expected, got no value)", 1, true))
  assert(fault(function() logger[level](logger, {}) end):find("(string expected, got table)", 1, true))
  assert(fault(function() logger[level](logger, "x", 5) end):find("(table expected, got number)", 1, true))
  assert(fault(function() logger[level](logger, "x", nil) end):find("(table expected, got nil)", 1, true))
end
assert(fault(function() logger:info() end):find("bad argument #1 to 'info' (string expected, got no value)", 1, true))
-- Dots instead of colons.
assert(fault(function() logger.info("x") end):find("logger.Logger expected", 1, true))

assert(fault(function() logger:named("") end):find("bad argument #1 to 'named' (name expected, got an empty text)", 1, true))
assert(fault(function() logger:named(("x"):rep(257)) end):find("names of no more than 256 bytes", 1, true))
local deep = logger:named(("x"):rep(200))
assert(fault(function() deep:named(("x"):rep(100)) end):find("names of no more than 256 bytes", 1, true))
assert(fault(function() logger:with() end):find("table expected, got no value", 1, true))

local many = {}
for i = 1, 65 do many["k" .. i] = i end
assert(fault(function() logger:info("x", many) end):find("no more than 64 fields expected", 1, true))
assert(fault(function() logger:with(many) end):find("no more than 64 fields expected", 1, true))
many.k65 = nil
local full = logger:with(many)
full:info("x", { k1 = "again" })
assert(fault(function() full:info("x", { other = 1 }) end):find("no more than 64 fields expected", 1, true))

-- The table that was given stays as it was.
local given = { error = "text", 1, [true] = 2 }
logger:error("x", given)
assert(given.error == "text" and given[1] == 1 and given[true] == 2)
assert(not pcall(function() logger.level = "debug" end))

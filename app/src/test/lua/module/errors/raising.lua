-- An error object goes through error, assert and coroutines as it is: no position, the same object.
local err = errors.new { message = "m", kind = errors.CONFLICT }
for level = 0, 3 do
  local ok, caught = pcall(error, err, level)
  assert(not ok and caught == err and caught:message() == "m")
end
assert(select(2, pcall(assert, false, err)) == err and select(2, pcall(assert, nil, err)) == err)
assert(select(2, xpcall(function() error(err) end, function(e) return e end)) == err)
local ok, caught = coroutine.resume(coroutine.create(function() error(err) end))
assert(not ok and caught == err)
assert(select(2, pcall(coroutine.wrap(function() error(err) end))) == err)
assert(assert(err, "not raised") == err)

-- Equal is only the object itself, wrapped or made alike or not.
assert(err ~= errors.new { message = "m", kind = errors.CONFLICT } and err ~= errors.wrap(err, "c") and err ~= "m")

-- Joined with anything by its default text.
assert("e: " .. err == "e: m" and err .. 1 == "m1" and err .. err == "mm" and 1.5 .. err == "1.5m")
assert(err .. true == "mtrue" and nil .. err == "nilm" and (err .. {}):find("^mtable: 0x"))
assert(err .. setmetatable({}, { __tostring = function() return "named" end }) == "mnamed")

-- A second argument of new is no message, and a kind is any text.
assert(errors.new(errors.INVALID, "message"):message() == "Invalid" and errors.new(errors.INVALID, "message"):kind() == "")
assert(errors.is(errors.new { message = "", kind = "Of my own" }, "Of my own"))

-- The module can't be changed.
assert(not pcall(function() errors.new = nil end) and not pcall(rawset, errors, "UNKNOWN", "x"))

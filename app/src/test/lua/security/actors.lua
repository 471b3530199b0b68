local security = require("security")

-- The job's own.
local me = security.actor()
assert(type(me) == "userdata" and me:id() == "tester")
local meta = me:meta()
assert(meta.team == "quant" and meta.level == 3 and meta.share == 0.5 and meta.active == true)
assert(#meta.roles == 2 and meta.roles[1] == "reader" and meta.roles[2] == "writer")
assert(meta.nested.deep.deeper == "text")

-- What is changed is a copy.
meta.team = "other"
meta.roles[1] = "admin"
assert(me:meta().team == "quant" and me:meta().roles[1] == "reader")

-- One of the script's own.
local other = security.new_actor("other", { team = "ops", 7, [true] = 1, list = { 1, 2.5, "x" }, map = { a = { b = true } } })
assert(other:id() == "other")
local given = other:meta()
assert(given.team == "ops" and given[1] == nil and given[true] == nil)
assert(#given.list == 3 and given.list[2] == 2.5 and given.map.a.b == true)
assert(next(security.new_actor("bare"):meta()) == nil and security.new_actor(""):id() == "")

-- Metatables don't speak for a table.
local spoken = setmetatable({}, { __index = function() error("called") end, __pairs = function() error("called") end })
assert(next(security.new_actor("x", spoken):meta()) == nil)

local function refused(part, f, ...)
  local ok, err = pcall(f, ...)
  assert(not ok and tostring(err):find(part, 1, true), tostring(err))
  return err
end
refused("texts, numbers, booleans and tables of them expected, got function", security.new_actor, "x", { f = print })
refused("texts, numbers, booleans and tables of them expected, got userdata", security.new_actor, "x", { f = me })
local cycle = {}
cycle.cycle = cycle
refused("tables of no more than 16 levels expected", security.new_actor, "x", cycle)
refused("no more than 4096 bytes of text expected", security.new_actor, "x", { [("k"):rep(4097)] = 1 })
refused("no more than 4096 bytes of text expected", security.new_actor, "x", { a = ("v"):rep(3000), b = ("v"):rep(3000) })
local many = {}
for i = 1, 257 do many[i] = i end
refused("no more than 256 values expected", security.new_actor, "x", { many = many })
refused("no more than 256 characters expected", security.new_actor, ("x"):rep(257))
refused("bad argument #1 to 'security.new_actor' (string expected, got table)", security.new_actor, {})
refused("bad argument #2 to 'security.new_actor' (table expected, got string)", security.new_actor, "x", "y")

local err = refused("not allowed: security.actor.create on root", security.new_actor, "root")
assert(err:kind() == errors.PERMISSION_DENIED and err:retryable() == false)

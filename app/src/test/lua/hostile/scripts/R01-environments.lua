-- Attacks: the allow-list, with other environments, none, and functions that bring theirs along.
-- Expect: succeeded
assert(load("return _ENV", "c", "t", nil)() == nil)
assert(not pcall(load("return print", "c", "t", nil)))
assert(load("return print", "c", "t", {})() == nil)
assert(load("return _ENV", "c", "t", 5)() == 5)
assert(not pcall(load("x = 1", "c", "t", "string")))
local reached = {}
local spy = setmetatable({}, { __index = function(_, key) reached[key] = true return nil end })
load("local a = package, io, debug return a", "c", "t", spy)()
assert(reached.package and reached.io == nil or reached.io)
do
  local _ENV = { assert = assert, pcall = pcall, type = type, load = load, setmetatable = setmetatable }
  assert(print == nil)
  -- A chunk gets the globals of the run and not those of whoever loads it; there is nothing more in these either.
  assert(load("return package.loaded == nil and io == nil and debug == nil and luajava == nil")())
  assert(load("return _ENV == _G")())
end
local function upvalue() return _ENV end
assert(upvalue() == _G and _G._G == _G)

-- details() gives a table of one's own, which holds what the error was made with.
local given = { code = 7, list = { 1, 2, { 3 } }, flags = { [true] = "t", [2.5] = "half" }, text = "t", no = false }
local err = errors.new { message = "m", details = given }
given.code = 8
given.list[1] = "changed"

local details = err:details()
assert(details ~= given and details ~= err:details() and details.list ~= err:details().list)
assert(details.code == 7 and details.text == "t" and details.no == false)
assert(#details.list == 3 and details.list[1] == 1 and details.list[3][1] == 3)
assert(details.flags[true] == "t" and details.flags[2.5] == "half")
details.code = 9
details.list[2] = nil
assert(err:details().code == 7 and #err:details().list == 3)

-- None, empty ones, and those without a name are nil.
assert(errors.new("m"):details() == nil)
assert(errors.new { message = "m", details = {} }:details() == nil)
assert(errors.new { message = "m", details = { 1, 2, [true] = 1 } }:details() == nil)
assert(errors.new { message = "m", details = "text" }:details() == nil)

-- At the top only names are kept.
local named = errors.new { message = "m", details = { 1, 2, name = "kept", [true] = 3 } }:details()
assert(named.name == "kept" and named[1] == nil and named[true] == nil)

-- What JSON lacks becomes text; metatables are not asked.
local odd = errors.new {
  message = "m",
  details = {
    f = print, g = function() end, t = coroutine.create(print), e = errors.new("inner"), w = errors.wrap("text", "context"),
    m = setmetatable({ real = 1 }, { __index = error, __pairs = error, __tostring = error }),
    keys = { [print] = 1, [{}] = 2, ok = 3 },
  },
}:details()
assert(type(odd.f) == "string" and type(odd.g) == "string" and type(odd.t) == "string")
assert(odd.e == "inner" and odd.w == "context: text" and odd.m.real == 1 and getmetatable(odd.m) == nil)
local key, value = next(odd.keys)
assert(key == "ok" and value == 3 and next(odd.keys, key) == nil)

-- A table within itself, and one that is very deep, end in a text.
local loop = { name = "loop" }
loop.self = loop
loop.twice = { { 1 }, { 1 } }
local copy = errors.new { message = "m", details = loop }:details()
assert(type(copy.self) == "string" and copy.name == "loop" and copy.twice[2][1] == 1)
local same = { 1 }
local beside = errors.new { message = "m", details = { a = same, b = same } }:details()
assert(beside.a[1] == 1 and beside.b[1] == 1 and beside.a ~= beside.b)
local deep = {}
local at = deep
for _ = 1, 1000 do
  at.down = {}
  at = at.down
end
local depth, inner = 1, errors.new { message = "m", details = deep }:details()
while type(inner.down) == "table" do
  depth, inner = depth + 1, inner.down
end
assert(depth == 32 and type(inner.down) == "string")

-- An empty object stays one.
local empty = errors.new { message = "m", details = { o = json.decode("{}"), a = {} } }:details()
assert(json.encode(empty.o) == "{}" and json.encode(empty.a) == "[]")

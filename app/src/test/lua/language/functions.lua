-- Varargs: counts, nils, adjustment to one value in the middle.
local function count(...) return select("#", ...) end
assert(count() == 0 and count(nil) == 1 and count(nil, nil) == 2)
local function three() return 1, 2, 3 end
assert(count(three(), three()) == 4)
assert(count((three())) == 1)
local function pass(...) return ... end
assert(count(pass(1, nil, 3, nil)) == 4)
assert(select("#", table.unpack({}, 1, 250)) == 250)

local function first(...)
  local a, b = ...
  return a, b
end
local p, q = first(1)
assert(p == 1 and q == nil)

local function named(a, b, ...)
  return a, b, select("#", ...), ...
end
local r = table.pack(named(1, 2, nil, 4))
assert(r.n == 5 and r[1] == 1 and r[2] == 2 and r[3] == 2 and r[4] == nil and r[5] == 4)

-- Arguments that a coroutine keeps are not disturbed by what its caller does next.
local co = coroutine.wrap(function(...)
  coroutine.yield()
  return ...
end)
local function call(a, b, c, d)
  co(a, b, c, d)
  a, b, c, d = nil, nil, nil, nil
end
call("w", "x", "y", "z")
local w, x, y, z = co()
assert(w == "w" and x == "x" and y == "y" and z == "z")

-- Table constructors take all values of the last expression.
local list = { three(), three() }
assert(#list == 4 and list[4] == 3)
local big = { table.unpack((function() local t = {} for i = 1, 120 do t[i] = i end return t end)()) }
assert(#big == 120 and big[51] == 51 and big[120] == 120)
assert(#{ three(), nil } == 1)

-- Tail calls take no stack, mutual ones too.
local function down(n, acc)
  if n == 0 then return acc end
  return down(n - 1, acc + 1)
end
assert(down(200000, 0) == 200000)
local odd
local function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
assert(even(100001) == false)
local function vary(n, ...) if n == 0 then return select("#", ...), ... end return vary(n - 1, n, ...) end
assert(select("#", vary(3)) == 4)

-- Recursion to a depth that programs have, and an ordinary error where it never ends.
local function depth(n) return n == 0 and 0 or 1 + depth(n - 1) end
assert(depth(5000) == 5000 and depth(150000) == 150000)
local function forever(n) return 1 + forever(n + 1) end
local ok, message = pcall(forever, 1)
assert(not ok and message:find("stack overflow", 1, true), message)
assert(depth(5000) == 5000)

-- Nesting through Java is bounded like stock Lua's calls through C, and caught like it.
local deepest = 0
local function nest(n) deepest = n; return pcall(nest, n + 1) end
nest(1)
assert(deepest > 100 and deepest <= 200, deepest)
local down = setmetatable({}, { __index = function(t, k) deepest = k; return t[k + 1] end })
local ok, message = pcall(function() return down[1] end)
assert(not ok and message:find("stack overflow", 1, true) and deepest > 100)

-- Methods.
local account = { balance = 0 }
function account:deposit(v) self.balance = self.balance + v; return self end
assert(account:deposit(5):deposit(6).balance == 11)

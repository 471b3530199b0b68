-- Each iteration of a loop has variables of its own (manual 3.3.5).
local functions = {}
for i = 1, 3 do
  functions[i] = function() i = i + 1; return i end
end
assert(functions[1]() == 2 and functions[1]() == 3 and functions[2]() == 3)

-- Two closures share a variable, also after its block has ended.
local get, set
do
  local shared = 1
  get = function() return shared end
  set = function(value) shared = value end
end
set("changed")
assert(get() == "changed")

-- A variable captured in a while loop is closed by the jump back.
local captured = {}
local n = 0
while n < 3 do
  local value = n
  captured[#captured + 1] = function() return value end
  n = n + 1
end
assert(captured[1]() == 0 and captured[2]() == 1 and captured[3]() == 2)

-- So it is by goto and by break.
local kept
for i = 1, 5 do
  local inner = i * 10
  kept = function() return inner end
  if i == 2 then break end
end
assert(kept() == 20)

do
  local round, list = 1, {}
  ::again::
  local fresh = round
  list[round] = function() return fresh end
  round = round + 1
  if round <= 3 then goto again end
  assert(list[1]() == 1 and list[2]() == 2 and list[3]() == 3)
end

-- Captured parameters, in nested functions.
local function outer(a)
  return function(b)
    return function(c) a = a + b + c; return a end
  end
end
local f = outer(1)(10)
assert(f(100) == 111 and f(100) == 221)

-- A tail call leaves captured variables of the frame it replaces as they are.
local seen
local function last(x) return x end
local function first()
  local value = "before"
  seen = function() return value end
  return last("after")
end
assert(first() == "after" and seen() == "before")

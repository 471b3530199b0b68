-- stack() begins with what the error says; then come the calls under way when it was made.
local function make(text)
  local err = errors.new(text)
  return err
end
local function outer(text)
  local err = make(text)
  return err
end
local err = outer("made here")
local lines = {}
for line in err:stack():gmatch("[^\n]+") do
  lines[#lines + 1] = line
end
assert(#lines == 4 and lines[1] == "made here", err:stack())
assert(lines[2] == "  stack.lua:3 (make)", lines[2])
assert(lines[3] == "  stack.lua:7 (outer)", lines[3])
assert(lines[4] == "  stack.lua:10 (main chunk)", lines[4])

local calls = errors.call_stack(err)
assert(calls.thread == "main" and #calls.frames == 3)
for level, frame in ipairs(calls.frames) do
  assert(frame.level == level and frame.source == "stack.lua")
end
assert(calls.frames[1].name == "make" and calls.frames[1].line == 3 and calls.frames[1].type == "Lua")
assert(calls.frames[2].name == "outer" and calls.frames[2].line == 7)
assert(calls.frames[3].name == "main chunk" and calls.frames[3].type == "main" and calls.frames[3].line == 10)

-- An error that a library makes tells nothing until it is raised.
local _, failed = json.decode("")
assert(errors.call_stack(failed) == nil and failed:stack() == failed:message())
local function raise()
  error(failed)
end
assert(select(2, pcall(raise)) == failed)
assert(errors.call_stack(failed).frames[1].line == 33, failed:stack())

-- Raising changes nothing of that; of an error that a library made, the first raising counts.
local thrown = make("thrown")
local function throw(value)
  error(value)
end
pcall(throw, thrown)
assert(errors.call_stack(thrown).frames[1].line == 3)
pcall(throw, failed)
assert(errors.call_stack(failed).frames[1].line == 33)

-- A wrapped error tells where the inner one comes from.
local wrapped = errors.wrap(thrown, "context")
assert(wrapped:stack():find("^context: thrown\n  stack%.lua:3 "), wrapped:stack())
assert(errors.call_stack(errors.wrap("text", "context")).frames[1].type == "main")

-- In a coroutine, its calls are told.
local thread = coroutine.wrap(function() return (errors.new("inside")) end)
local inside = errors.call_stack(thread())
assert(inside.thread == "coroutine" and #inside.frames == 1 and inside.frames[1].type == "Lua")

-- Of many calls the innermost are told.
local function recurse(n)
  if n == 0 then
    return (errors.new("deep"))
  end
  local e = recurse(n - 1)
  return e
end
local deep = recurse(1000)
assert(#errors.call_stack(deep).frames == 16 and errors.call_stack(deep).thread == "unknown")

for _, value in ipairs { "text", 5, {}, print, true } do
  assert(errors.call_stack(value) == nil)
end
assert(errors.call_stack() == nil and errors.call_stack(nil) == nil)

-- Between a metamethod and the operator that calls it, nobody knows the line; a function that is called by pcall has no name.
local object = setmetatable({}, { __index = function() return (errors.new("inside of it")) end })
local found = object.anything
assert(errors.call_stack(found).frames[2].line == -1, found:stack())
local _, protected = pcall(function() return (errors.new("protected")) end)
local frames = errors.call_stack(protected).frames
assert(frames[1].line == 78 and frames[1].name:find("^function <"), protected:stack())
assert(frames[2].line == 78 and frames[2].type == "main", protected:stack())

-- A call whose result is used alone may take a shorter way than the same call under pcall. Both must
-- do the same, for any arguments.
local functions = {
  "string.byte", "string.char", "string.len", "string.sub", "math.floor", "math.sqrt", "math.abs",
  "math.max", "math.min", "math.ceil", "math.deg", "bit32.band", "bit32.bor", "bit32.bxor", "bit32.lshift",
  "bit32.rshift", "type", "tostring", "tonumber", "rawget", "setmetatable", "table.insert",
}

local function lookUp(name)
  local value = _G
  for part in name:gmatch("[^.]+") do
    value = value[part]
  end
  return value
end

local protected = setmetatable({}, { __metatable = "no" })

-- Each makes the value anew: some functions change their arguments.
local values = {
  function() return nil end,
  function() return true end,
  function() return false end,
  function() return 0 end,
  function() return -0.0 end,
  function() return 1 end,
  function() return 2 end,
  function() return -1 end,
  function() return 2.5 end,
  function() return -2.5 end,
  function() return 31 end,
  function() return 32 end,
  function() return 255 end,
  function() return 256 end,
  function() return 2 ^ 31 end,
  function() return 2 ^ 32 - 1 end,
  function() return 2 ^ 32 end,
  function() return 2 ^ 53 + 2 end,
  function() return -2 ^ 31 end,
  function() return -2 ^ 40 end,
  function() return 1e300 end,
  function() return 1 / 0 end,
  function() return -1 / 0 end,
  function() return 0 / 0 end,
  function() return "" end,
  function() return "a" end,
  function() return "hello\0world" end,
  function() return "12" end,
  function() return " 0x1p4 " end,
  function() return "3.25" end,
  function() return "." end,
  function() return "x=1" end,
  function() return {} end,
  function() return { 1, 2, 3, a = 4 } end,
  function() return setmetatable({ 5 }, { __len = function() return 7 end }) end,
  function() return protected end,
  function() return table.freeze { 6 } end,
  function() return print end,
  function() return values end,
}

local function text(value)
  if type(value) == "table" then
    local meta = getmetatable(value)
    return "table " .. tostring(rawget(value, 1)) .. "/" .. rawlen(value) .. "/" .. type(meta)
      .. "/" .. tostring(rawget(value, rawlen(value))) .. "/" .. tostring(table.isfrozen(value))
  end
  -- Zero has a sign, which text shows; addresses differ.
  return type(value) .. " " .. tostring(value):gsub(": 0x%x+", "")
end

local function compare(name, results, given)
  local expected = results[1] and "true " .. text(results[2]) or "false"
  assert(given == expected, name .. ": " .. given .. " instead of " .. expected)
end

local calls = 0
for _, name in ipairs(functions) do
  local f = lookUp(name)
  -- Called with exactly so many arguments, and for exactly one result.
  local one = function(a) local r = f(a) return r end
  local two = function(a, b) local r = f(a, b) return r end
  local three = function(a, b, c) local r = f(a, b, c) return r end
  local function check(call, ...)
    local ok, value = pcall(call, ...)
    return ok and "true " .. text(value) or "false"
  end
  for i = 1, #values do
    local a = values[i]
    compare(name, { pcall(f, a()) }, check(one, a()))
    for j = 1, #values do
      local b = values[j]
      compare(name, { pcall(f, a(), b()) }, check(two, a(), b()))
      local c = values[(i * 7 + j * 3) % #values + 1]
      compare(name, { pcall(f, a(), b(), c()) }, check(three, a(), b(), c()))
      calls = calls + 1
    end
  end
end
assert(calls > 30000)

-- What is changed is the same as well.
local list = {}
for i = 1, 1000 do
  table.insert(list, i * 2)
end
assert(#list == 1000 and list[1000] == 2000)
local frozen = string
assert(not pcall(function() table.insert(frozen, 1) end))

-- An error names the function as in any other call.
local ok, message = pcall(function() local r = string.sub({}, 1) return r end)
assert(not ok and message:find("bad argument #1 to 'sub'", 1, true), message)

-- Tells all that a script can see and reach, in an order that is always the same.
local seen, lines = {}, {}

local function walk(path, value)
  local kind = type(value)
  local line = path .. " " .. kind
  if kind == "string" or kind == "number" or kind == "boolean" then
    line = line .. " " .. tostring(value)
  elseif seen[value] then
    line = line .. " = " .. seen[value]
  end
  lines[#lines + 1] = line
  if kind == "table" and not seen[value] then
    seen[value] = path
    local keys = {}
    for key in next, value do
      keys[#keys + 1] = key
    end
    table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
    for _, key in ipairs(keys) do
      walk(path .. "." .. tostring(key), value[key])
    end
    lines[#lines + 1] = path .. " metatable " .. tostring(getmetatable(value))
  elseif kind ~= "table" then
    seen[value] = path
  end
end
walk("_G", _G)

-- What values of the basic types answer to.
for _, value in ipairs { "text", 1, true, print, coroutine.create(print), errors.new("e"), time.after("1h") } do
  local metatable = getmetatable(value)
  lines[#lines + 1] = type(value) .. " has " .. tostring(metatable)
  for _, name in ipairs { "injected", "upper", "message", "receive", "__index" } do
    local ok, field = pcall(function() return value[name] end)
    lines[#lines + 1] = type(value) .. "." .. name .. " " .. tostring(ok and type(field))
  end
  lines[#lines + 1] = type(value) .. " called " .. tostring(type(value) ~= "function" and pcall(value))
  lines[#lines + 1] = type(value) .. " added " .. tostring(pcall(function() return value + 1 end))
end
lines[#lines + 1] = ("x"):upper() .. #"four" .. tostring(1 / 3) .. (2 ^ 53)

-- Numbers that are random here are not the ones that a seed of somebody else gives.
local first = math.random()
math.randomseed(42)
lines[#lines + 1] = "seeded by another run: " .. tostring(first == math.random())

-- What is left when functions of the library have to work.
lines[#lines + 1] = table.concat({ ("%5.1f|%q"):format(1.25, "a\n"), ("abc"):gsub("b", "x"), os.date("!%Y", 0), json.encode { 1, { a = "b" } } }, " ")
return lines

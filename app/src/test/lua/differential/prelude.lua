-- Runs cases, each a chunk of its own, and prints what they did in a form that two implementations can share.
local load, pcall, type, tostring, select = load, pcall, type, tostring, select
local next, rawget, pairs, ipairs = next, rawget, pairs, ipairs
local format, byte, find, gsub, sub = string.format, string.byte, string.find, string.gsub, string.sub
local concat, sort = table.concat, table.sort
local floor = math.floor

local LONGEST = 400

local function escape(c)
  return format("\\%03d", byte(c))
end

local function quote(s)
  -- Addresses differ, and the sign of a NaN is the processor's choice.
  if find(s, ": 0x", 1, true) then
    s = gsub(s, "(%a+): 0x%x+", "%1: ADDRESS")
  end
  s = gsub(s, "%-nan", "nan")
  -- By which way a global function is found first is chance.
  s = gsub(s, "'_G%.", "'")
  local rest = ""
  if #s > LONGEST then
    local sum = 0
    for i = 1, #s, 1 + floor(#s / 1000) do
      sum = (sum * 31 + byte(s, i)) % 65521
    end
    rest = "...(" .. #s .. " bytes, " .. sum .. ")"
    s = sub(s, 1, LONGEST)
  end
  return '"' .. gsub(s, "[%c\"\\\128-\255]", escape) .. '"' .. rest
end

local show

local function fields(t, seen)
  local parts, keys = {}, {}
  local length = 0
  while rawget(t, length + 1) ~= nil do
    length = length + 1
    if length <= 40 then
      parts[length] = show(rawget(t, length), seen)
    end
  end
  local values = {}
  for k, v in next, t do
    if not (type(k) == "number" and k >= 1 and k <= length and floor(k) == k) then
      -- A key that is a table is not looked into: the order of keys must not depend on what was seen.
      local name = type(k) == "table" and "table" or show(k, seen)
      keys[#keys + 1] = name
      values[name] = v
    end
  end
  sort(keys)
  for i, name in ipairs(keys) do
    keys[i] = "[" .. name .. "]=" .. show(values[name], seen)
  end
  return concat(parts, ",") .. (length > 40 and ",...#" .. length or "") .. (#keys > 0 and ";" .. concat(keys, ",") or "")
end

function show(v, seen)
  local kind = type(v)
  if kind == "number" then
    return v ~= v and "nan" or format("%.17g", v)
  elseif kind == "string" then
    return quote(v)
  elseif kind == "table" then
    seen = seen or {}
    if seen[v] then
      return "<seen>"
    end
    seen[v] = true
    return "{" .. fields(v, seen) .. "}"
  elseif kind == "nil" or kind == "boolean" then
    return tostring(v)
  end
  return kind
end

local function showAll(...)
  local parts = {}
  for i = 1, select("#", ...) do
    parts[i] = show((select(i, ...)))
  end
  return concat(parts, "\t")
end

local lines
local ticks

-- The sign of a NaN would show in its text.
local function plain(n)
  return n ~= n and "nan" or n
end

-- Ends what runs for too long, at the same step in both.
local function tick()
  ticks = ticks + 1
  if ticks > 3000 then
    error("out of ticks", 0)
  end
end

local function trace(...)
  tick()
  if #lines < 2000 then
    lines[#lines + 1] = showAll(...)
  end
  return ...
end

local function environment()
  local env = { trace = trace, plain = plain, tick = tick, T = { 1, 2, 3, x = 5 }, U = { y = { z = "deep" } }, nan = -(0 / 0), zero = 0 }
  for k, v in pairs(_G) do
    if k ~= "print" and k ~= "require" then
      env[k] = v
    end
  end
  env._G = env
  return env
end

local function case(source)
  lines, ticks = {}, 0
  local chunk, message = load(source, "=case", "t", environment())
  if not chunk then
    lines[1] = "rejected\t" .. show(message)
  else
    local result = showAll(pcall(chunk))
    lines[#lines + 1] = result
  end
  return concat(lines, "\n")
end

local function run(cases)
  local outcomes = {}
  for i = 1, #cases do
    outcomes[i] = case(cases[i])
  end
  print(concat(outcomes, "\f"))
end

-- A reader of JSON in plain Lua: bytes, patterns, substrings and tables of both kinds.
local byte, find, sub = string.byte, string.find, string.sub

local ESCAPES = {
  ['"'] = '"', ["\\"] = "\\", ["/"] = "/", b = "\b", f = "\f", n = "\n", r = "\r", t = "\t",
}

local value

local function skip(text, at)
  while true do
    local b = byte(text, at)
    if b == 32 or b == 10 or b == 13 or b == 9 then
      at = at + 1
    else
      return at, b
    end
  end
end

local function string_(text, at)
  local parts
  local from = at + 1
  local i = from
  while true do
    local b = byte(text, i)
    if b == 34 then
      local last = sub(text, from, i - 1)
      if parts then
        parts[#parts + 1] = last
        return table.concat(parts), i + 1
      end
      return last, i + 1
    elseif b == 92 then
      parts = parts or {}
      parts[#parts + 1] = sub(text, from, i - 1)
      parts[#parts + 1] = ESCAPES[sub(text, i + 1, i + 1)]
      i = i + 2
      from = i
    elseif b == nil then
      error("unfinished string")
    else
      i = i + 1
    end
  end
end

local function array(text, at)
  local list, count = {}, 0
  local i, b = skip(text, at + 1)
  if b == 93 then
    return list, i + 1
  end
  while true do
    count = count + 1
    list[count], i = value(text, i)
    i, b = skip(text, i)
    if b == 93 then
      return list, i + 1
    end
    i = i + 1
  end
end

local function object(text, at)
  local fields = {}
  local i, b = skip(text, at + 1)
  if b == 125 then
    return fields, i + 1
  end
  while true do
    local key
    key, i = string_(text, i)
    i = skip(text, i)
    fields[key], i = value(text, i + 1)
    i, b = skip(text, i)
    if b == 125 then
      return fields, i + 1
    end
    i = skip(text, i + 1)
  end
end

function value(text, at)
  local i, b = skip(text, at)
  if b == 34 then
    return string_(text, i)
  elseif b == 123 then
    return object(text, i)
  elseif b == 91 then
    return array(text, i)
  elseif b == 116 then
    return true, i + 4
  elseif b == 102 then
    return false, i + 5
  elseif b == 110 then
    return nil, i + 4
  end
  local _, last = find(text, "^-?%d+%.?%d*[eE]?[+-]?%d*", i)
  return tonumber(sub(text, i, last)), last + 1
end

local function document(records)
  local parts = {}
  for i = 1, records do
    parts[i] = '{"id": ' .. i .. ', "name": "record \\"' .. i .. '\\"", "price": ' .. i % 100
      .. '.25, "tags": ["a", "bb", "ccc"], "active": ' .. (i % 2 == 0 and "true" or "false")
      .. ', "parent": null,\n  "position": {"x": ' .. i % 17 .. ', "y": -' .. i % 13 .. "e1}}"
  end
  return "[" .. table.concat(parts, ",\n") .. "]"
end

local function walk(node)
  local kind = type(node)
  if kind == "number" then
    return node * 4
  elseif kind == "string" then
    return #node
  elseif kind == "boolean" then
    return node and 1 or 2
  end
  local sum = 0
  for key, child in pairs(node) do
    sum = sum + walk(child) + (type(key) == "string" and #key or key)
  end
  return sum
end

return function(size)
  local text = document(size)
  local checksum = 0
  for _ = 1, 3 do
    checksum = checksum + walk((value(text, 1)))
  end
  return checksum
end

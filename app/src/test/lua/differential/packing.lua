-- Packs and unpacks by chance, and prints what comes of it; runs in stock Lua 5.4 and here, which must print the same. Stock
-- Lua has integers of 64 bits: where one is equal to no double, both print that.
local INEXACT = "an integer that no number is equal to"

local state = 20261128
local function below(bound)
  state = (state * 16807) % 2147483647
  return state % bound
end
local function oneOf(choices)
  return choices[below(#choices) + 1]
end

local function hex(text)
  return (text:gsub(".", function(c) return string.format("%02x", c:byte()) end))
end

-- Without the position, and with one text for what differs by nature.
local function fault(text)
  text = tostring(text):gsub("^[^:]+:%d+: ", "")
  return text:find("does not fit into", 1, true) and INEXACT or "error: " .. text
end

local function isInexact(value)
  return math.type(value) == "integer" and string.format("%.0f", value) ~= string.format("%d", value)
end

local function shown(values)
  local texts = {}
  for i = 1, #values do
    local value = values[i]
    if isInexact(value) then
      return INEXACT
    end
    texts[i] = type(value) == "string" and '"' .. hex(value) .. '"'
      or value ~= value and "nan"
      or string.format("%.17g", value)
  end
  return table.concat(texts, " ")
end

local NUMBERED = { "i", "I", "s" }
local PLAIN = { "b", "B", "h", "H", "i", "I", "l", "L", "j", "J", "T", "f", "d", "n", "s", "z", "x", " ", "<", ">", "=", "!" }

local function option()
  local kind = below(20)
  if kind < 9 then
    return oneOf(PLAIN)
  elseif kind < 14 then
    return oneOf(NUMBERED) .. (below(16) + 1)
  elseif kind < 15 then
    return "!" .. oneOf { 1, 2, 4, 8, 16 }
  elseif kind < 17 then
    return "c" .. below(6)
  elseif kind < 18 then
    return "X" .. oneOf { "b", "h", "i4", "d", "j", "i8", "s2", "i16" }
  elseif below(8) == 0 then
    return oneOf { "c", "i0", "i17", "i99", "!0", "!3", "X", "Xz", "Xc1", "?", "i123456789012", "\0", "v", "_" }
  end
  return oneOf { "<", ">", "=", "!" }
end

local WHOLE = {
  0, 1, -1, 2, 127, 128, -128, -129, 255, 256, 32767, 32768, -32768, 65535, 65536, 2 ^ 31 - 1, 2 ^ 31, -2 ^ 31, 2 ^ 32 - 1, 2 ^ 32, 2 ^ 53, -2 ^ 53,
  2 ^ 53 - 1, 2 ^ 62, -2 ^ 62, -2 ^ 63, 123456789, 1e15,
}
local OTHER = { 0.5, -0.25, 1e300, -1e300, 5e-324, 2 ^ 63, 2 ^ 64, -2 ^ 64, 1 / 0, -1 / 0, 0.1, 3.4e38, 1e-45 }
local TEXTS = { "", "a", "ab", "abc", "abcdef", "a\0b", "\0", ("x"):rep(255), ("x"):rep(256), "10", "0x7f", "1.5" }

-- Mostly what the option takes, so that most formats get far.
local function valueFor(letter)
  if below(40) == 0 then
    return oneOf { true, "x", "7", 1.5, {} }
  elseif letter:find("[szc]") then
    return oneOf(TEXTS)
  elseif letter:find("[fdn]") then
    return below(2) == 0 and oneOf(OTHER) or oneOf(WHOLE)
  elseif below(12) == 0 then
    return oneOf(OTHER)
  elseif letter == "b" then
    return below(256) - 128
  elseif letter == "B" then
    return below(256)
  elseif letter:find("[hH]") then
    return below(32768)
  end
  return oneOf(WHOLE)
end

local function call(f, ...)
  local results = { pcall(f, ...) }
  if not results[1] then
    return fault(results[2]), nil
  end
  table.remove(results, 1)
  return shown(results), results[1]
end

local DATA = { "", "\0", "\1\2\3", ("\0"):rep(20), ("\255"):rep(20), "\3abcdefghijklmnop", ("\127\128"):rep(10), "\0\0\0\0\0\0\32\0\0\0\0", ("a"):rep(40) }

for round = 1, 5000 do
  local options, values = {}, {}
  for i = 1, below(6) do
    options[i] = option()
    local letter = options[i]:sub(1, 1)
    if letter:find("[bBhHiIlLjJTfdnszc]") then
      values[#values + 1] = valueFor(letter)
    end
  end
  -- There is always one more, because a missing one is called by another name.
  values[#values + 1] = 1
  local format = table.concat(options)
  local packed, bytes = call(string.pack, format, table.unpack(values))
  print(round .. " " .. hex(format))
  print("  packsize " .. call(string.packsize, format))
  print("  pack     " .. packed)
  print("  unpack   " .. call(string.unpack, format, bytes or oneOf(DATA)))
  print("  other    " .. call(string.unpack, format, oneOf(DATA), below(24) - 8))
end

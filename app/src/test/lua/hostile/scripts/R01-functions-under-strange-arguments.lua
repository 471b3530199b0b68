-- Attacks: the allow-list, by making every function fail and looking for Java in the messages.
-- Limits: instructions=30000000 output=100000
-- Expect: succeeded
local strange = {
  nil, true, 0, -1, 1.5, 2 ^ 31, 2 ^ 53, -2 ^ 63, 2 ^ 63, 1 / 0, -1 / 0, 0 / 0, "", "x", "%", "[", "(", "%b", "%f", "1e400", ("x"):rep(300),
  "\0", "\255\254", {}, { 1, 2, 3 }, print, function() end, coroutine.create(print), errors.new("e"), setmetatable({}, { __index = error }),
  setmetatable({}, { __tostring = function() return {} end }), setmetatable({}, { __len = function() return "x" end }),
}
local skipped = { ["_G.print"] = true, ["_G.coroutine.yield"] = true }
local calls = 0
local function try(path, f, ...)
  calls = calls + 1
  local results = table.pack(pcall(f, ...))
  if not results[1] and type(results[2]) == "string" then
    local text = results[2]
    for _, word in ipairs { "java", "luaj", "tidegate", "Exception", "lambda", "null", "@" } do
      assert(not text:find(word, 1, true), path .. ": " .. text)
    end
  end
end
local function walk(path, value, seen)
  if type(value) == "function" and not skipped[path] then
    for i = 1, 32 do
      try(path, value, strange[i])
      for j = 1, 32, 5 do
        try(path, value, strange[i], strange[j])
      end
      try(path, value, "x", strange[i], strange[33 - i])
      try(path, value, { 1, 2 }, strange[i], strange[33 - i], strange[i])
    end
  elseif type(value) == "table" and not seen[value] then
    seen[value] = true
    local names = {}
    for key in next, value do
      names[#names + 1] = key
    end
    table.sort(names)
    for _, key in ipairs(names) do
      walk(path .. "." .. key, value[key], seen)
    end
  end
end
walk("_G", { pcall = pcall, select = select, tostring = tostring, tonumber = tonumber, rawlen = rawlen, rawequal = rawequal, rawget = rawget,
  next = next, pairs = pairs, ipairs = ipairs, load = load, unpack = unpack, getmetatable = getmetatable, assert = assert, error = error,
  type = type, require = require, xpcall = xpcall, string = string, math = math, os = os, bit32 = bit32, json = json, errors = errors,
  table = { concat = table.concat, pack = table.pack, unpack = table.unpack } }, {})
assert(calls > 20000, calls)

-- Attacks: the allow-list, by making every function of the modules fail and looking for Java in the messages.
-- Limits: instructions=1000000000 output=1000000 memory=64
-- Expect: succeeded
local strange = {
  nil, true, 0, -1, 1.5, 2 ^ 31, 2 ^ 53, -2 ^ 63, 1 / 0, 0 / 0, "", "x", "(", "[1]", "{", "\0", "\255\254", ("x"):rep(300),
  {}, { 1, 2 }, { x = {} }, { level = 9, max_size = 1 }, print, coroutine.create(print), errors.new("e"), setmetatable({}, { __index = error }),
  setmetatable({}, { __tostring = function() return {} end }),
}
local count = 27
local calls = 0
local function check(path, text)
  for _, word in ipairs { "java", "luaj", "tidegate", "Exception", "lambda", "null", "@", "re2j", "snake", "nimbus" } do
    assert(not text:find(word, 1, true), path .. ": " .. text)
  end
end
local function try(path, f, ...)
  calls = calls + 1
  local ok, first, second = pcall(f, ...)
  if not ok and type(first) == "string" then
    check(path, first)
  elseif type(second) == "userdata" and second.message then
    check(path, second:message())
  end
end
local function walk(path, value)
  if type(value) == "table" then
    for name, inner in next, value do
      walk(path .. "." .. name, inner)
    end
  elseif type(value) == "function" then
    for i = 1, count do
      try(path, value, strange[i])
      for j = 1, count do
        try(path, value, strange[i], strange[j])
        try(path, value, "x", strange[j], strange[i], strange[count + 1 - j])
      end
    end
  end
end
for _, name in ipairs { "base64", "compress", "crypto", "hash", "text", "uuid", "yaml" } do
  walk(name, require(name))
end
local function methods(object, names)
  for _, name in ipairs(names) do
    for i = 1, count do
      for j = 1, count do
        try(name, object[name], object, strange[i], strange[j])
      end
    end
    try(name, object[name], strange[3])
  end
end
methods(require("text").regexp.compile("x*"), { "match", "find", "find_index", "find_submatch", "find_all", "replace", "split" })
methods(require("logger"), { "debug", "with", "named" })
assert(calls > 40000, calls)

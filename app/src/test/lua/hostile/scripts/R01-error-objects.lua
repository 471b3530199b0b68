-- Attacks: the allow-list, by looking for Java in what errors carry.
-- Expect: succeeded
local function inspect(f, ...)
  local ok, e = pcall(f, ...)
  assert(not ok)
  local text = tostring(e)
  for _, word in ipairs { "java", "luaj", "tidegate", "Exception", "Error:", "lambda", ".class", "null" } do
    assert(not text:find(word, 1, true), text)
  end
  if type(e) == "userdata" then
    assert(type(getmetatable(e)) == "string")
    for _, name in ipairs { "getClass", "class", "cause", "getCause", "stackTrace", "traceback", "value", "context", "frames", "__index", 1 } do
      assert(e[name] == nil, name)
    end
    assert(not pcall(function() e.kind = 1 end))
  end
end
inspect(error)
inspect(error, "x", 1e300)
inspect(error, setmetatable({}, { __tostring = function() return "t" end }))
inspect(errors.new, 1)
inspect(function() error(errors.new { message = "m", kind = "k", details = { a = 1 } }) end)
inspect(function() local t = setmetatable({}, { __index = function() error("in") end }) return t.x end)
inspect(function() return {} < {} end)
inspect(function() return {} .. {} end)
inspect(function() for i = 1, "x" do end end)
inspect(function() for i in 5 do end end)
inspect(coroutine.wrap(function() error({}) end))
inspect(table.sort, { 3, 1, "x" })
inspect(string.rep, "x", 1e10)
inspect(load, {})

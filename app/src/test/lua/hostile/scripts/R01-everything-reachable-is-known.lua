-- Attacks: the allow-list, by looking through everything that leads on from the globals.
-- Expect: succeeded
-- What bears the name of something dangerous, and is not.
local harmless = { ["_G.package.loadlib"] = true, ["_G.package.cpath"] = true }
local functions = 0
local seen = {}
local function walk(path, value)
  if seen[value] then
    return
  end
  seen[value] = true
  local kind = type(value)
  assert(kind ~= "userdata" or getmetatable(value) == "time.Location", path)
  assert(kind ~= "thread", path)
  if kind == "function" then
    functions = functions + 1
  elseif kind == "table" then
    for key, inner in next, value do
      assert(type(key) == "string", path)
      for _, forbidden in ipairs {
        "dump", "execute", "exit", "getenv", "remove_file", "rename", "tmpname", "setlocale", "popen", "open", "loadlib", "searchpath",
        "searchers", "loaded", "preload", "cpath", "sethook", "gethook", "getinfo", "getlocal", "getupvalue", "setupvalue", "upvalueid",
        "getregistry", "setuservalue", "getuservalue", "traceback", "bindClass", "newInstance", "createProxy", "loadfile", "dofile",
        "loadstring", "collectgarbage", "newproxy", "getfenv", "setfenv", "module", "stdin", "stdout",
      } do
        assert(key ~= forbidden or harmless[path .. "." .. key], path .. "." .. key)
      end
      walk(path .. "." .. key, inner)
    end
    local metatable = getmetatable(value)
    if metatable ~= nil then
      walk(path .. "(metatable)", metatable)
    end
  elseif kind == "string" then
    walk(path .. "(metatable)", getmetatable(value))
  end
end
walk("_G", _G)
assert(functions > 90)
assert(package.cpath == "" and package.path == "" and package.loadlib("*", "*") == nil)

-- What a script can reach is what is listed here and nothing else.
local expected = {
  "_G", "_VERSION", "assert", "bit32", "channel", "coroutine", "error", "errors", "getmetatable", "ipairs", "json", "load",
  "math", "next", "os", "package", "pairs", "pcall", "print", "rawequal", "rawget", "rawlen", "rawset", "require", "select",
  "setmetatable", "string", "table", "time", "tonumber", "tostring", "type", "unpack", "xpcall",
}
local allowed = { websocket = true }
for _, name in ipairs(expected) do
  assert(_G[name] ~= nil, name .. " is missing")
  allowed[name] = true
end
for name in pairs(_G) do
  assert(allowed[name], tostring(name) .. " should not be there")
end

for _, name in ipairs { "io", "debug", "luajava", "dofile", "loadfile", "collectgarbage", "module", "loadstring" } do
  assert(_G[name] == nil, name)
  assert(not pcall(require, name), name)
end
assert(string.dump == nil)
for _, name in ipairs { "execute", "exit", "getenv", "remove", "rename", "tmpname", "setlocale" } do
  assert(os[name] == nil, name)
end
for _, name in ipairs { "org.luaj.vm2.lib.jse.LuajavaLib", "java.lang.System", "../secret", "", "\0" } do
  assert(not pcall(require, name), name)
end

-- What is called package loads nothing: two texts that are empty for ever, a refusal, and a function that
-- shows a table the globals that the script has anyway.
local entries = {}
for name in pairs(package) do
  entries[#entries + 1] = name
end
table.sort(entries)
assert(table.concat(entries, " ") == "cpath loadlib path seeall")
assert(package.path == "" and package.cpath == "" and require("package") == package)
for _, name in ipairs { "path", "cpath", "loaded", "preload", "searchers" } do
  assert(not pcall(function() package[name] = "/?.lua" end), name)
  assert(not pcall(rawset, package, name, "/?.lua"), name)
end
for _, arguments in ipairs { {}, { "*", "*" }, { "/lib/x86_64-linux-gnu/libc.so.6", "system" }, { "java.lang.Runtime", "exec" } } do
  local library, message, where = package.loadlib(table.unpack(arguments))
  assert(library == nil and where == "absent")
  assert(message == "dynamic libraries not enabled; check your Lua installation")
end
local module = { own = 1 }
assert(select("#", package.seeall(module)) == 0)
assert(module.own == 1 and module.print == print and rawget(module, "print") == nil and module.nothing == nil)
assert(getmetatable(module).__index == _G)
for _, target in ipairs { string, table, _G.os, package, "", 1, setmetatable({}, { __metatable = "mine" }) } do
  assert(not pcall(package.seeall, target), tostring(target))
end
assert(os.platform == "tidegate" and not pcall(rawset, os, "platform", "other"))

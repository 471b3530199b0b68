-- What a script can reach is what is listed here and nothing else.
local expected = {
  "_G", "_VERSION", "assert", "bit32", "channel", "coroutine", "error", "errors", "getmetatable", "ipairs", "json", "load",
  "math", "next", "os", "pairs", "pcall", "print", "rawequal", "rawget", "rawlen", "rawset", "require", "select",
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

for _, name in ipairs { "package", "io", "debug", "luajava", "dofile", "loadfile", "collectgarbage", "module", "loadstring" } do
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

-- Attacks: the allow-list, by asking require for classes, files and libraries of the host.
-- Expect: succeeded
for _, name in ipairs {
  "org.luaj.vm2.lib.jse.LuajavaLib", "org.luaj.vm2.lib.jse.JsePlatform", "org.luaj.vm2.lib.PackageLib", "org.luaj.vm2.lib.DebugLib",
  "java.lang.System", "java.lang.Runtime", "dev.tidegate.lua.task.JobEngine", "luajava", "package.loaded", "io", "debug", "ffi", "os.execute",
  "_G", "coroutine.wrap", "string.dump", "/etc/passwd", "../../../etc/passwd", "file:///etc/passwd", "http://127.0.0.1/", "\0", "",
  "json\0", "json.", " json", "JSON", ("a"):rep(100000),
} do
  local ok, message = pcall(require, name)
  assert(not ok, name)
  assert(message:find("not found", 1, true), message)
  assert(not message:find("java.", 1, true) or name:find("java.", 1, true), message)
end
for _, value in ipairs { 1, true, {}, print, coroutine.create(print) } do
  assert(not pcall(require, value))
end
assert(require("json") == json and require("string") == string)

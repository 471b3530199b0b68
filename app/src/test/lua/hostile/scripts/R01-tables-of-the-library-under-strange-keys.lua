-- Attacks: the allow-list, by raw access and traversal with keys that are none.
-- Expect: succeeded
for _, library in ipairs { string, table, math, os, bit32, coroutine, channel, time, json, errors } do
  for _, key in ipairs { 0, -1, 2 ^ 53, "__index", "__metatable", {}, print, true } do
    assert(rawget(library, key) == nil)
  end
  assert(not pcall(next, library, "no such key"))
  assert(not pcall(next, library, 1))
  assert(#library == 0 and rawlen(library) == 0)
  assert(getmetatable(library) == nil)
end

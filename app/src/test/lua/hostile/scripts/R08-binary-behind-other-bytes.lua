-- Attacks: the compiler, with the mark of a binary chunk behind what a loader of files would skip.
-- Expect: succeeded
for _, prefix in ipairs { "#!/bin/lua\n", "\239\187\191", " ", "\n", "--\n" } do
  local f = load(prefix .. "\27Lua\82\0\1\4\4\4\8\0")
  assert(f == nil, prefix)
end
assert(load("return '\\27Lua'")() == "\27Lua")

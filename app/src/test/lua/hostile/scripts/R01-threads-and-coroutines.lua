-- Attacks: the allow-list, by way of coroutines as values.
-- Expect: succeeded
local main, isMain = coroutine.running()
assert(isMain and type(main) == "thread")
for _, name in ipairs { "resume", "status", "stop", "getName", "getClass", "state", "globals", "env" } do
  assert(not pcall(function() return main[name] end), name)
end
assert(not coroutine.resume(main))
assert(coroutine.status(main) == "running")
local co
co = coroutine.create(function()
  assert(coroutine.status(main) == "normal")
  assert(not coroutine.resume(main))
  assert(not coroutine.resume(co))
  assert(select(2, coroutine.running()) == false)
  return "end"
end)
assert(select(2, coroutine.resume(co)) == "end")
assert(not coroutine.resume(co))
assert(not pcall(coroutine.wrap(function() coroutine.wrap(co)() end)))
for _, value in ipairs { 1, "x", {}, print } do
  assert(not pcall(coroutine.resume, value))
  assert(not pcall(coroutine.status, value))
end

local log = {}
local generate = coroutine.wrap(function()
  for i = 1, 6 do
    coroutine.yield(i)
  end
end)
local tasks = {}
for t = 1, 3 do
  tasks[t] = coroutine.spawn(function()
    for _ = 1, 2 do
      log[#log + 1] = t .. ":" .. generate()
      coroutine.yield()
    end
  end)
end
while coroutine.status(tasks[3]) ~= "dead" do
  coroutine.yield()
end
table.sort(log, function(a, b) return a:sub(3) < b:sub(3) end)
assert(#log == 6)
for i, entry in ipairs(log) do
  assert(entry:sub(3) == tostring(i))
end

-- Attacks: the limit of memory, with suspended coroutines that nothing refers to, whose fibers may hold what is on their stacks.
-- Limits: memory=8 instructions=40000000 coroutines=1000
-- Expect: succeeded
for i = 1, 600 do
  coroutine.wrap(function()
    local text = ("x"):rep(200000) .. i
    coroutine.yield()
    return text
  end)()
end

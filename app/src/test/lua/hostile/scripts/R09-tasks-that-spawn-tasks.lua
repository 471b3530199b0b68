-- Attacks: what a job owns, by tasks that never end and spawn more, and catch what stops them.
-- Limits: coroutines=50
-- Expect: failed instructions
local function spawn()
  while true do
    pcall(coroutine.spawn, spawn)
    coroutine.yield()
  end
end
spawn()

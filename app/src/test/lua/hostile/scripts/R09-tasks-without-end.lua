-- Attacks: what a job owns, by tasks that wait for ever.
-- Limits: coroutines=50
-- Expect: failed script: too many coroutines
local ch = channel.new()
while true do
  coroutine.spawn(function() pcall(ch.receive, ch) end)
end

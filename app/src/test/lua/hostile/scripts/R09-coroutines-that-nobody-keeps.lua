-- Attacks: what a job owns, by making coroutines that are suspended and forgotten.
-- Limits: coroutines=50
-- Expect: succeeded
for _ = 1, 500 do
  coroutine.wrap(function() coroutine.yield() end)()
end

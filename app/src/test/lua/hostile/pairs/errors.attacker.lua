-- Attacks: errors of others, by raising the same values in every way.
-- Expect: succeeded
local e = errors.new { message = "attacker", kind = errors.TIMEOUT, details = {} }
for i = 1, 1000 do
  pcall(error, e)
  pcall(error, "attacker", i)
  xpcall(error, function() error("attacker") end, e)
  pcall(coroutine.wrap(function() error(e) end))
end

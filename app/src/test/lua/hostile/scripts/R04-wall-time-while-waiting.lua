-- Attacks: the wall time, by waiting in coroutines within protected calls.
-- Limits: millis=300
-- Expect: failed wall_time
while true do
  pcall(function()
    coroutine.wrap(function()
      pcall(function() time.after("1h"):receive() end)
    end)()
  end)
end

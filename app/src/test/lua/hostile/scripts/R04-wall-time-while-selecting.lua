-- Attacks: the wall time, by waiting for channels within callbacks.
-- Limits: millis=300
-- Expect: failed wall_time
pcall(table.sort, { 3, 2, 1 }, function()
  channel.select { time.after("1h"):case_receive(), time.after("1h"):case_receive() }
end)

-- Attacks: the end of a job, by timers and tickers that still run.
-- Expect: succeeded
for _ = 1, 30 do
  time.ticker("1ms")
  time.timer("1ms")
  time.timer("1h"):reset("2h")
end
time.sleep("5ms")

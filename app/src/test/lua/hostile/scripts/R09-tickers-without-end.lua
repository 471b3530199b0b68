-- Attacks: what a job owns, by tickers as fast as there are.
-- Limits: timers=50
-- Expect: failed script: too many timers
while true do
  time.ticker(1)
end

-- Attacks: the service's timers, by ticks each nanosecond that nobody takes.
-- Limits: timers=50
-- Expect: succeeded
local tickers = {}
for i = 1, 49 do
  tickers[i] = time.ticker(1)
end
time.sleep("20ms")
for _, ticker in ipairs(tickers) do
  assert(select(2, ticker:channel():receive()))
  ticker:stop()
  local waiting = 0
  while select(2, ticker:channel():receive()) do
    waiting = waiting + 1
  end
  assert(waiting <= 16, waiting)
end

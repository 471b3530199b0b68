-- Attacks: the limit of memory, with ticks that nobody takes, and with timers that nobody keeps.
-- Limits: memory=1 instructions=20000000 timers=100000 millis=60000
-- Expect: failed memory
while true do
  time.ticker("1h")
  time.timer("1h")
end

-- Attacks: what a job owns, by waiting for one channel in thousands of cases.
-- Limits: instructions=5000000
-- Expect: succeeded
for _ = 1, 3 do
  local case = time.after("1ms"):case_receive()
  local cases = {}
  for i = 1, 20000 do
    cases[i] = case
  end
  assert(channel.select(cases).ok)
end

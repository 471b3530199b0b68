-- Attacks: the price of work, by selecting among thousands of cases again and again.
-- Limits: memory=64
-- Expect: failed instructions
local cases = { default = true }
for i = 1, 20000 do
  cases[i] = channel.new():case_receive()
end
while true do
  channel.select(cases)
end

-- Attacks: the limit of memory, by catching and keeping on.
-- Limits: memory=8 instructions=30000000
-- Expect: failed memory
local last
while true do
  pcall(function()
    while true do
      last = { last }
    end
  end)
end

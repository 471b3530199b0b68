-- Attacks: the limit of memory, with details that are small as long as their tables are shared.
-- Limits: memory=8 instructions=1000000000
-- Expect: failed out_of_memory
local details = { x = 1 }
for _ = 1, 28 do
  details = { a = details, b = details }
end
errors.new { message = "m", details = details }

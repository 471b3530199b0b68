-- Attacks: the reader and writer of JSON of others, by being ended in the middle of both.
-- Limits: instructions=400000
-- Expect: failed instructions
local text = "[" .. ('{"secret":"attacker"},'):rep(3000) .. "1]"
while true do
  json.encode((json.decode(text)))
end

-- Attacks: the meter, by keys that are put into order and differ only at their ends.
-- Limits: instructions=15000000
-- Expect: failed instructions
local s = ("x"):rep(100000)
local t = { first = print }
for i = 1, 400 do
  t[s:sub(1, -i)] = true
end
-- What comes first can't be written, so that the order is all that is made.
assert(not require("yaml").encode(t, { field_order = { "first" } }))

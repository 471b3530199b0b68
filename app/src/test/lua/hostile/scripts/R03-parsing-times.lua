-- Attacks: the meter, by texts that are no times at their very end.
-- Expect: failed instructions
local layout, text = ("2006 "):rep(204), ("2024 "):rep(204) .. "x"
local zones, names = ("MST "):rep(256), ("PST "):rep(256)
while true do
  assert(not time.parse(layout, text))
  assert(time.parse(zones, names))
end

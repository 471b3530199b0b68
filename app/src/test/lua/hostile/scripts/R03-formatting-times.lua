-- Attacks: the meter, by long layouts, and layouts that show long names.
-- Expect: failed instructions
local t = time.now():in_location(time.fixed_zone(("x"):rep(64), 0))
local layout = ("MST"):rep(341)
while true do
  t:format(layout)
end

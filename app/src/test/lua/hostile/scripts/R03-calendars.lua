-- Attacks: the meter, by dates in years that are far away and zones with a long history.
-- Expect: failed instructions
local zone = time.load_location("America/New_York")
while true do
  time.date(2e8, 1e6, -1e6, 1e9, 1e9, 1e9, 1e9, zone):add_date(-4e8, 1e3, 1e3):year_day()
  time.load_location("Africa/Casablanca")
end

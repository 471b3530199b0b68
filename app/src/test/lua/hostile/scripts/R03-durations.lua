-- Attacks: the meter, by a long text that is no duration.
-- Expect: failed instructions
local s = ("9"):rep(4000000) .. "h"
while true do
  time.after(s)
end

-- Attacks: the meter, with errors that are wrapped again and again, so that their texts grow.
-- Expect: failed instructions
local context = ("c"):rep(1000)
local err = errors.new("m")
while true do
  err = errors.wrap(err, context)
end

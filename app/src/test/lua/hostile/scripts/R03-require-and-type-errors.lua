-- Attacks: the meter, by long names in messages of errors.
-- Expect: failed instructions
local s = ("x"):rep(1000000)
while true do
  pcall(require, s)
  pcall(load, s, s, s)
  pcall(errors.new, { message = s, kind = s })
  pcall(errors.is, errors.new(s), s)
  pcall(tostring, errors.new(s))
end

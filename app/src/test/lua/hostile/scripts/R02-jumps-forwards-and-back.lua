-- Attacks: the meter, with a loop of gotos between blocks and a repeat that never ends.
-- Expect: failed instructions
do
  local n = 0
  ::a::
  n = n + 1
  if n % 2 == 0 then goto b end
  ::c::
  goto a
  ::b::
  goto c
end

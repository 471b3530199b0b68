-- Attacks: the meter, by a chunk full of jumps to one label at its end.
-- Limits: memory=64
-- Expect: failed instructions
while true do
  load(("goto a "):rep(140000) .. "::a::")
  load(("do goto a end "):rep(70000) .. "::a::")
end

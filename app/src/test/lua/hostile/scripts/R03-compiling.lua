-- Attacks: the meter, by compiling what is long, wrong at its end, or full of jumps.
-- Expect: failed instructions
while true do
  load(("local a = 1 do local b = a end "):rep(2000))
  load(("goto a "):rep(2000) .. "::a::")
  load("return " .. ("{"):rep(100) .. ("}"):rep(99))
  load(("x = 'y' "):rep(5000) .. "=")
end

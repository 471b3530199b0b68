-- Attacks: the meter, with a chunk that a coroutine of a coroutine runs without globals.
-- Expect: failed instructions
coroutine.wrap(function()
  local f = load("local a = ... while true do a = not a end", "chunk", "t", nil)
  coroutine.wrap(f)(1)
end)()

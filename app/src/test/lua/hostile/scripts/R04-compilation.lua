-- Attacks: the kill, while a chunk is compiled in a protected call.
-- Expect: failed instructions
local source = ("local a = { 1, 2, 3 } "):rep(190) .. ("x = x + 1 "):rep(50000)
while true do
  pcall(load, source)
end

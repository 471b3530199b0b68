-- Attacks: the limit of output, by catching what print might raise.
-- Expect: failed output
while true do
  pcall(print, "line")
end

-- Attacks: the output, with lines that have no bytes.
-- Expect: failed output
while true do
  print()
end

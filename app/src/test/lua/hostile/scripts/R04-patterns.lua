-- Attacks: the kill, while a pattern is matched, however short the script's own part is.
-- Expect: failed instructions
while true do
  pcall(string.find, ("a"):rep(30000), ".-.-.-b")
end

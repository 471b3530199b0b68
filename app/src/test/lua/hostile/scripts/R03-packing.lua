-- Attacks: the meter, with formats and values that are long.
-- Limits: memory=64
-- Expect: failed instructions
local spaces, zeros, text = (" "):rep(1000000), ("b"):rep(100000), ("a"):rep(1000000)
while true do
  string.packsize(spaces)
  string.pack(spaces)
  pcall(string.pack, "z", text)
  pcall(string.unpack, "z", text)
  string.unpack(zeros, text)
end

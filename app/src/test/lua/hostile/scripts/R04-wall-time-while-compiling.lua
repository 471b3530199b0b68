-- Attacks: the wall time, by compiling what takes long.
-- Limits: millis=300 instructions=100000000000 memory=256
-- Expect: failed wall_time
local source = "local a x=a" .. (" or a"):rep(100000)
while true do
  pcall(load, source)
end

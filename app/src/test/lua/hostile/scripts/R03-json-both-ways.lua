-- Attacks: the meter, by JSON texts that are long, deep, or wrong at their end.
-- Limits: memory=64
-- Expect: failed instructions
local numbers = "[" .. ("1e-300,"):rep(20000) .. "1"
local escapes = '"' .. ("\\u0041"):rep(50000)
local deep = ("["):rep(127) .. ("]"):rep(127)
while true do
  json.decode(numbers)
  json.decode(escapes)
  json.decode(deep)
  json.encode(("\0"):rep(10000))
end

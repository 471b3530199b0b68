-- Attacks: the meter, by schemas that have to be compiled anew each time.
-- Limits: memory=64
-- Expect: failed instructions
local properties = {}
for i = 1, 1000 do
  properties["p" .. i] = { ["$ref"] = "#/properties/p" .. i % 1000 + 1 }
end
local round = 0
while true do
  round = round + 1
  local ok, err = json.validate({ properties = properties, title = "t" .. round }, 1)
  assert(ok, tostring(err))
end

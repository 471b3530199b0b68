-- Attacks: the memory of the service, with compiled schemas that it keeps.
-- Limits: instructions=2000000000 memory=64
-- Expect: succeeded
local properties = {}
for i = 1, 2000 do
  properties["property number " .. i] = { type = "number", minimum = i }
end
for round = 1, 60 do
  assert(json.validate({ properties = properties, title = "t" .. round }, {}))
end

-- Attacks: the meter, by what schemas have to remember for those that look at the rest.
-- Limits: memory=64
-- Expect: failed instructions
local data = {}
for i = 1, 5000 do
  data["p" .. i] = i
end
local schema = { additionalProperties = true }
for _ = 1, 40 do
  schema = { anyOf = { schema, { ["$ref"] = "#/$defs/all" } }, unevaluatedProperties = false }
end
schema["$defs"] = { all = { additionalProperties = true } }
while true do
  local ok, err = json.validate(schema, data)
  assert(ok or err:message():find("nests deeper", 1, true), tostring(err))
end

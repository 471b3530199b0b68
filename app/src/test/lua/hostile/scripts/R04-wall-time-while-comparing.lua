-- Attacks: the wall time, by a schema that goes on for ever.
-- Limits: millis=300 instructions=100000000000
-- Expect: failed wall_time
local next = { ["$ref"] = "#/$defs/again" }
local schema = { anyOf = { next, next }, ["$defs"] = { again = { anyOf = { next, next }, ["not"] = true } } }
schema = { ["$defs"] = { d64 = { ["not"] = {} } } }
for i = 1, 63 do
  local follows = { ["$ref"] = "#/$defs/d" .. i + 1 }
  schema["$defs"]["d" .. i] = { anyOf = { follows, follows } }
end
schema["$ref"] = "#/$defs/d1"
pcall(json.validate, schema, 1)

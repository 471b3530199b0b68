-- Attacks: the stack, by schemas that refer to themselves, and by values and schemas that are nested as deep as they may be.
-- Limits: instructions=20000000 memory=64
-- Expect: succeeded
local endless = {
  { ["$ref"] = "#" },
  { allOf = { { ["$ref"] = "#" } } },
  { anyOf = { { ["$ref"] = "#" }, true } },
  { ["not"] = { ["$ref"] = "#" } },
  { ["if"] = { ["$ref"] = "#" } },
  { oneOf = { { ["$dynamicRef"] = "#n" } }, ["$dynamicAnchor"] = "n" },
  { ["$ref"] = "#/$defs/a", ["$defs"] = { a = { ["$ref"] = "#/$defs/b" }, b = { ["$ref"] = "#/$defs/a" } } },
  { ["$dynamicRef"] = "#n", ["$dynamicAnchor"] = "n", unevaluatedProperties = false },
  { dependentSchemas = { a = { ["$ref"] = "#" } } },
  { ["$schema"] = "https://json-schema.org/draft/2019-09/schema", ["$recursiveRef"] = "#", ["$recursiveAnchor"] = true },
}
local function attack()
  for i, schema in ipairs(endless) do
    local ok, err = json.validate(schema, { a = 1 })
    assert(ok == false and err:message():find("refers to itself without end", 1, true), i .. tostring(err))
  end
end
attack()
-- From the bottom of all calls that there may be.
local depth = 0
local function deeper()
  depth = depth + 1
  local ok = pcall(deeper)
  if not ok then
    ok = pcall(attack)
    assert(ok or depth > 100)
  end
end
pcall(deeper)
coroutine.wrap(function() pcall(deeper) end)()

local value, text = 1, '{"properties":{"a":{"$ref":"#"}},"additionalProperties":false}'
for _ = 1, 128 do
  value = { a = value }
end
local ok, err = json.validate(text, value)
assert(ok, tostring(err))
-- A schema has two levels where its value has one.
local schema = { type = "number" }
for _ = 1, 63 do
  schema = { properties = { a = schema } }
end
assert(json.validate(schema, value) == false)
ok, err = json.validate({ properties = { a = { properties = { a = schema } } } }, value)
assert(ok == false and err:message():find("nesting deeper than 128 levels", 1, true), tostring(err))
local pattern = ("("):rep(400) .. "a" .. (")"):rep(400)
ok, err = json.validate({ pattern = pattern }, "a")
assert(ok == false and err:message():find("too large a regular expression", 1, true), tostring(err))

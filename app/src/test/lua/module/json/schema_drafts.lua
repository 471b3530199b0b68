-- $schema says by which draft a schema is read; without it, that is 2020-12.
local uris = {
  ["4"] = "http://json-schema.org/draft-04/schema#", ["6"] = "http://json-schema.org/draft-06/schema#", ["7"] = "http://json-schema.org/draft-07/schema#",
  ["2019"] = "https://json-schema.org/draft/2019-09/schema", ["2020"] = "https://json-schema.org/draft/2020-12/schema",
}
local function verdict(draft, schema, text)
  local document = draft and '{"$schema":"' .. uris[draft] .. '",' .. schema .. "}" or "{" .. schema .. "}"
  local ok, err = json.validate_string(document, text)
  return ok or (err:message():find("^schema") and "unusable" or false)
end
local function check(schema, text, expected)
  for draft, value in pairs(expected) do
    assert(verdict(draft, schema, text) == value, draft .. " " .. schema .. " " .. text)
  end
  assert(verdict(nil, schema, text) == expected["2020"], schema)
end
check('"maximum":3,"exclusiveMaximum":true', "3", { ["4"] = false, ["6"] = "unusable", ["7"] = "unusable", ["2019"] = "unusable", ["2020"] = "unusable" })
check('"exclusiveMaximum":3', "3", { ["4"] = true, ["6"] = false, ["7"] = false, ["2019"] = false, ["2020"] = false })
check('"const":1', "2", { ["4"] = true, ["6"] = false, ["7"] = false, ["2019"] = false, ["2020"] = false })
check('"if":true,"then":false', "1", { ["4"] = true, ["6"] = true, ["7"] = false, ["2019"] = false, ["2020"] = false })
check('"$ref":"#/definitions/n","minimum":5,"definitions":{"n":{"type":"number"}}', "1", { ["4"] = true, ["6"] = true, ["7"] = true, ["2019"] = false, ["2020"] = false })
check('"items":[{"type":"number"}],"additionalItems":false', "[1,2]", { ["4"] = false, ["6"] = false, ["7"] = false, ["2019"] = false, ["2020"] = "unusable" })
check('"prefixItems":[{"type":"string"}]', "[1]", { ["4"] = true, ["6"] = true, ["7"] = true, ["2019"] = true, ["2020"] = false })
check('"dependentRequired":{"a":["b"]}', '{"a":1}', { ["4"] = true, ["6"] = true, ["7"] = true, ["2019"] = false, ["2020"] = false })
check('"dependencies":{"a":["b"]}', '{"a":1}', { ["4"] = false, ["6"] = false, ["7"] = false, ["2019"] = false, ["2020"] = false })
check('"unevaluatedProperties":false', '{"a":1}', { ["4"] = true, ["6"] = true, ["7"] = true, ["2019"] = false, ["2020"] = false })
check('"contains":{"const":1},"minContains":2', "[1]", { ["4"] = true, ["6"] = true, ["7"] = true, ["2019"] = false, ["2020"] = false })

for _, uri in ipairs { "http://example.com/my-own", "", "https://json-schema.org/draft/next/schema" } do
  local ok, err = json.validate({ ["$schema"] = uri }, 1)
  assert(not ok and err:message():find("schema at /$schema is not a draft that is known", 1, true), tostring(err))
end

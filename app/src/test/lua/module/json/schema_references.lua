-- References lead to other places of the document: by pointer, anchor and URI.
local function check(schema, allowed, refused)
  for _, text in ipairs(allowed) do
    local ok, err = json.validate_string(schema, text)
    assert(ok, schema .. " " .. text .. ": " .. tostring(err))
  end
  for _, text in ipairs(refused) do
    local ok, err = json.validate_string(schema, text)
    assert(not ok and not err:message():find("schema at", 1, true), schema .. " " .. text .. ": " .. tostring(err))
  end
end
check('{"$ref":"#/$defs/a","$defs":{"a":{"type":"number"}}}', { "1" }, { '"x"' })
check('{"$ref":"#/$defs/a~1b~0c%25","$defs":{"a/b~c%":{"type":"number"}}}', { "1" }, { '"x"' })
check('{"$ref":"#/other/0/x","other":[{"x":{"type":"number"}}]}', { "1" }, { '"x"' })
check('{"$ref":"#n","$defs":{"a":{"$anchor":"n","type":"number"}},"minimum":1}', { "1" }, { '"x"', "0" })
check('{"$id":"http://example.com/root","$ref":"item#/$defs/n","$defs":{"i":{"$id":"item","$defs":{"n":{"type":"number"}}}}}', { "1" }, { '"x"' })
check('{"$id":"urn:example:root","$defs":{"a":{"type":"number"}},"$ref":"urn:example:root#/$defs/a"}', { "1" }, { '"x"' })
check('{"$ref":"#/$defs/yes","$defs":{"yes":true}}', { "1" }, {})
check('{"$ref":"#/$defs/no","$defs":{"no":false}}', {}, { "1" })
-- Schemas that contain themselves end where the value ends.
check('{"properties":{"next":{"$ref":"#"}},"additionalProperties":false}', { '{"next":{"next":{}}}' }, { '{"next":{"nxt":{}}}' })
check('{"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/c"},"c":{"type":"number"}},"$ref":"#/$defs/a"}', { "1" }, { '"x"' })
-- Dynamic references
check([[{"$id":"http://example.com/tree","$dynamicAnchor":"node","type":"object","properties":{"data":true,"children":{"type":"array","items":{"$dynamicRef":"#node"}}}}]],
  { '{"children":[{"children":[]}]}' }, { '{"children":[1]}' })
check([[{"$id":"http://example.com/strict-tree","$dynamicAnchor":"node","$ref":"tree","unevaluatedProperties":false,
  "$defs":{"tree":{"$id":"tree","$dynamicAnchor":"node","type":"object","properties":{"data":true,"children":{"type":"array","items":{"$dynamicRef":"#node"}}}}}}]],
  { '{"children":[{"data":1}]}' }, { '{"children":[{"daat":1}]}' })
check([[{"$schema":"https://json-schema.org/draft/2019-09/schema","$id":"http://example.com/strict-tree","$recursiveAnchor":true,"$ref":"tree","unevaluatedProperties":false,
  "$defs":{"tree":{"$id":"tree","$recursiveAnchor":true,"type":"object","properties":{"data":true,"children":{"type":"array","items":{"$recursiveRef":"#"}}}}}}]],
  { '{"children":[{"data":1}]}' }, { '{"children":[{"daat":1}]}' })

-- Nothing is loaded, from wherever.
for _, uri in ipairs {
  "http://127.0.0.1/schema.json", "https://example.com/schema", "file:///etc/passwd", "file:schema.json", "classpath:schema.json", "classpath:/application.yaml",
  "jar:file:/app.jar!/x", "resource:x", "other.json", "/etc/passwd", "//host/x", "urn:example:other", "http://json-schema.org/draft-03/schema", "http://json-schema.org/draft-07/hyper-schema",
  "https://json-schema.org/draft-07/schema", "https://json-schema.org/draft/2020-12/meta/other", "https://json-schema.org/draft/2020-12/../schema",
} do
  for _, keyword in ipairs { "$ref", "$dynamicRef" } do
    local ok, err = json.validate({ properties = { x = { [keyword] = uri } } }, 1)
    assert(ok == false and err:kind() == errors.INVALID)
    assert(err:message() == "schema at /properties/x/" .. keyword .. " leads out of the schema, and nothing is loaded from elsewhere: " .. uri, err:message())
  end
end

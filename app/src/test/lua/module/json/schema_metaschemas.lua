-- References to what the drafts publish: what is allowed is a schema of that draft.
local DRAFTS = {
  ["4"] = "http://json-schema.org/draft-04/schema", ["6"] = "http://json-schema.org/draft-06/schema", ["7"] = "http://json-schema.org/draft-07/schema",
  ["2019"] = "https://json-schema.org/draft/2019-09/schema", ["2020"] = "https://json-schema.org/draft/2020-12/schema",
}

local function verdict(schema, text)
  local ok, err = json.validate_string(schema, text)
  -- A schema that can't be used is none of the verdicts.
  assert(ok or not err:message():find("schema at", 1, true), tostring(err))
  return ok
end

-- A schema, and the drafts of which it is one.
for _, case in ipairs {
  { '{}', "4 6 7 2019 2020" },
  { 'true', "6 7 2019 2020" },
  { '5', "" },
  { '"text"', "" },
  { '{"type":"number"}', "4 6 7 2019 2020" },
  { '{"type":"nothing"}', "" },
  { '{"minimum":"1"}', "" },
  { '{"minLength":-1}', "" },
  { '{"required":["a","b"]}', "4 6 7 2019 2020" },
  { '{"required":["a","a"]}', "" },
  { '{"required":[]}', "6 7 2019 2020" },
  { '{"maximum":1,"exclusiveMaximum":true}', "4" },
  { '{"exclusiveMaximum":1}', "6 7 2019 2020" },
  { '{"items":[{"type":"number"}]}', "4 6 7 2019" },
  { '{"prefixItems":[{"type":"nothing"}]}', "4 6 7 2019" },
  { '{"if":{"type":"nothing"}}', "4 6" },
  { '{"properties":{"a":{"properties":{"b":{"type":"nothing"}}}}}', "" },
  { '{"properties":{"a":{"properties":{"b":{"type":"null"}}}}}', "4 6 7 2019 2020" },
  { '{"unevaluatedProperties":{"type":5}}', "4 6 7" },
  { '{"allOf":[]}', "" },
  { '{"$anchor":"1"}', "4 6 7" },
} do
  local schema, drafts = case[1], " " .. case[2] .. " "
  for draft, uri in pairs(DRAFTS) do
    local expected = drafts:find(" " .. draft .. " ", 1, true) ~= nil
    assert(verdict('{"$ref":"' .. uri .. '"}', schema) == expected, draft .. " " .. schema)
  end
end

-- With an empty fragment, a place within, from within a schema with a base of its own, and one vocabulary alone.
assert(verdict('{"$ref":"http://json-schema.org/draft-07/schema#"}', "{}"))
assert(verdict('{"$ref":"http://json-schema.org/draft-07/schema#/definitions/nonNegativeInteger"}', "1"))
assert(not verdict('{"$ref":"http://json-schema.org/draft-07/schema#/definitions/nonNegativeInteger"}', "-1"))
assert(verdict('{"$id":"https://json-schema.org/draft/2020-12/mine","$ref":"schema"}', "{}"))
assert(not verdict('{"$id":"https://json-schema.org/draft/2020-12/mine","$ref":"schema"}', '{"type":5}'))
assert(verdict('{"$ref":"https://json-schema.org/draft/2020-12/meta/validation"}', '{"allOf":[],"type":"null"}'))
assert(not verdict('{"$ref":"https://json-schema.org/draft/2020-12/meta/validation"}', '{"type":5}'))
-- Beside other keywords, several times, and several drafts in one schema.
local both = '{"properties":{"new":{"$ref":"' .. DRAFTS["2020"] .. '"},"newer":{"$ref":"' .. DRAFTS["2020"] .. '"},"old":{"$ref":"' .. DRAFTS["4"] .. '#"}},"required":["new"]}'
assert(verdict(both, '{"new":{"exclusiveMaximum":1},"newer":true,"old":{"maximum":1,"exclusiveMaximum":true}}'))
assert(not verdict(both, '{"new":{},"newer":{"type":5}}') and not verdict(both, '{"new":{},"old":true}') and not verdict(both, '{}'))

-- A dialect of one's own: schemas, all the way down, that describe what they are for.
local described = [[{"$id":"http://example.com/described","$dynamicAnchor":"meta","allOf":[{"$ref":"https://json-schema.org/draft/2020-12/schema"}],
  "if":{"type":"object"},"then":{"required":["description"]}}]]
assert(verdict(described, '{"description":"a","items":{"description":"b"}}'))
assert(not verdict(described, '{"description":"a","items":{"type":"null"}}') and not verdict(described, '{"description":"a","items":{"description":5}}'))

-- A schema that bears the name of a published one is itself what the name means in it.
assert(verdict('{"$id":"' .. DRAFTS["2020"] .. '","properties":{"x":{"$ref":"' .. DRAFTS["2020"] .. '"}},"maxProperties":1}', '{"x":{"type":5}}'))
assert(json.validate({ ["$ref"] = DRAFTS["7"] }, { type = "object", properties = { a = { enum = { 1, 2 } } } }))

-- Each keyword, with values that it allows and refuses.
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
-- Of any type
check('{"type":"integer"}', { "1", "1.0", "-3", "1e300" }, { "1.5", '"1"', "null", "true", "[]", "{}" })
check('{"type":["string","null"]}', { '"x"', "null" }, { "0", "false" })
check('{"enum":[1,"1",null,[1],{"a":1},false]}', { "1", "1.0", '"1"', "null", "[1]", '{"a":1.0}', "false" }, { "0", '"2"', "[]", "[2]", '{"a":2}', '{"a":1,"b":1}', "true" })
check('{"const":{"a":[1,{"b":null}]}}', { '{"a":[1,{"b":null}]}' }, { '{"a":[1,{}]}', "null", '{"a":[1,{"b":null}],"c":1}' })
check('{"const":false}', { "false" }, { "0", "null", "[]", "[false]" })
check('{"const":0}', { "0", "0.0", "-0" }, { "false", "null" })
-- Numbers
check('{"multipleOf":0.01}', { "0.07", "4.35", "1e20", '"x"' }, { "0.075" })
check('{"multipleOf":3}', { "9", "0", "-6" }, { "10", "1.5" })
check('{"multipleOf":1e-300}', { "1e300" }, {})
check('{"multipleOf":0.123456789}', { "0.123456789" }, { "1e308" })
check('{"maximum":3,"minimum":-1}', { "3", "-1", '"9"' }, { "3.01", "-1.5" })
check('{"exclusiveMaximum":3,"exclusiveMinimum":-1}', { "2.9", "-0.9" }, { "3", "-1" })
-- Texts: lengths are in characters.
check('{"maxLength":2,"minLength":1}', { '"a"', '"\\ud83d\\ude00\195\169"', "12345" }, { '""', '"abc"' })
check('{"pattern":"^a+$"}', { '"aaa"', "5" }, { '"b"', '""' })
check('{"pattern":"b"}', { '"abc"' }, { '"ac"' })
check([[{"pattern":"^\\u00e9\\d{2,3}[^\\/x]\\cJ?$"}]], { '"\195\16912y"', '"\195\169123y\\n"' }, { '"\195\1691y"', '"\195\16912x"' })
-- Arrays
check('{"maxItems":2,"minItems":1}', { "[1]", "[1,2]", "{}" }, { "[]", "[1,2,3]" })
check('{"uniqueItems":true}', { "[]", "[1,\"1\",true,[1],{}]", "[[],{}]", "[0,false]" }, { "[1,1.0]", '[{"a":1,"b":2},{"b":2,"a":1}]', "[[[]],[[]]]", "[null,null]" })
check('{"uniqueItems":false}', { "[1,1]" }, {})
check('{"prefixItems":[{"type":"string"},{"type":"number"}],"items":{"type":"null"}}', { '["a"]', '["a",1]', '["a",1,null,null]', "[]" }, { "[1]", '["a","b"]', '["a",1,2]' })
check('{"contains":{"const":1}}', { "[1]", "[2,1]", "5" }, { "[]", "[2]" })
check('{"contains":{"const":1},"minContains":2,"maxContains":3}', { "[1,1]", "[1,2,1,1]" }, { "[1]", "[1,1,1,1]" })
check('{"contains":{"const":1},"minContains":0}', { "[]", "[2]" }, {})
check('{"prefixItems":[true],"contains":{"const":1},"unevaluatedItems":false}', { '["x",1,1]', "[1]" }, { '["x",1,2]' })
-- Objects
check('{"maxProperties":1,"minProperties":1}', { '{"a":1}', "[]" }, { "{}", '{"a":1,"b":2}' })
check('{"required":["a","b"]}', { '{"a":null,"b":1}', "5" }, { '{"a":1}' })
check('{"dependentRequired":{"a":["b"]}}', { "{}", '{"b":1}', '{"a":1,"b":2}' }, { '{"a":1}' })
check('{"dependentSchemas":{"a":{"required":["b"]}}}', { "{}", '{"a":1,"b":2}' }, { '{"a":1}' })
check('{"properties":{"a":{"type":"number"}},"patternProperties":{"^x":{"type":"string"}},"additionalProperties":{"type":"null"}}', { '{"a":1,"x1":"s","o":null}' }, { '{"a":"s"}', '{"x":1}', '{"o":1}' })
check('{"propertyNames":{"maxLength":2}}', { '{"ab":1}' }, { '{"abc":1}' })
-- Combinations
check('{"allOf":[{"type":"number"},{"minimum":1}]}', { "1" }, { "0", '"x"' })
check('{"anyOf":[{"type":"string"},{"minimum":1}]}', { "1", '"x"' }, { "0" })
check('{"oneOf":[{"type":"number"},{"minimum":1}]}', { "0", '"x"' }, { "1" })
check('{"not":{"type":"number"}}', { '"x"' }, { "1" })
check('{"if":{"type":"number"},"then":{"minimum":1},"else":{"type":"string"}}', { "1", '"x"' }, { "0", "null" })
check('{"then":false,"else":false}', { "1" }, {})
-- The rest
check('{"properties":{"a":true},"allOf":[{"properties":{"b":true}}],"unevaluatedProperties":false}', { '{"a":1,"b":2}' }, { '{"a":1,"c":2}' })
check('{"anyOf":[{"properties":{"a":{"const":1}},"required":["a"]},{"properties":{"b":{"const":1}},"required":["b"]}],"unevaluatedProperties":false}', { '{"a":1}', '{"a":1,"b":1}' }, { '{"a":1,"b":2}' })
check('{"if":{"properties":{"a":{"const":1}},"required":["a"]},"then":{"properties":{"b":true}},"unevaluatedProperties":false}', { '{"a":1,"b":2}' }, { '{"b":2}', '{"a":2}' })
check('{"not":{"not":{"properties":{"a":true}}},"unevaluatedProperties":false}', { "{}" }, { '{"a":1}' })
check('{"allOf":[{"unevaluatedProperties":false}],"properties":{"a":true}}', { "{}" }, { '{"a":1}' })
check('{"unevaluatedItems":{"type":"number"},"prefixItems":[{"type":"string"}]}', { '["a",1]' }, { '["a","b"]' })
-- What is not asserted
check('{"format":"email","contentEncoding":"base64","title":5,"unknown":{"type":"nonsense"},"$comment":"c"}', { '"x"' }, {})

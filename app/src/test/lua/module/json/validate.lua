-- validate compares a value with a schema: true, or false and an error that names the place and the keyword.
local function refused(schema, data, part)
  local ok, err = json.validate(schema, data)
  assert(ok == false and err:kind() == errors.INVALID and err:retryable() == false, tostring(err))
  assert(err:message():find(part, 1, true), err:message())
end
local schema = {
  type = "object",
  required = { "name", "tags" },
  properties = {
    name = { type = "string", minLength = 1 },
    age = { type = "integer", minimum = 0 },
    tags = { type = "array", items = { type = "string" }, maxItems = 2 },
  },
  additionalProperties = false,
}
assert(json.validate(schema, { name = "n", tags = { "a" } }) == true)
assert(select("#", json.validate(schema, { name = "n", tags = { "a" } })) == 1)
refused(schema, { tags = { "a" } }, "the value: required: there is no 'name'")
refused(schema, { name = "", tags = { "a" } }, "/name: minLength: must have at least 1 characters")
refused(schema, { name = "n", age = 1.5, tags = { "a" } }, "/age: type: expected integer, found number")
refused(schema, { name = "n", age = -1, tags = { "a" } }, "/age: minimum: must be at least 0")
refused(schema, { name = "n", tags = { "a", 2 } }, "/tags/1: type: expected string, found integer")
refused(schema, { name = "n", tags = { "a", "b", "c" } }, "/tags: maxItems: must have at most 2 elements, has 3")
refused(schema, { name = "n", tags = { "a" }, other = 1 }, "additionalProperties: 'other' is not allowed")
refused(schema, "text", "the value: type: expected object, found string")
refused(schema, false, "found boolean")

-- A few failures are told, not all of them; and nothing of the value.
local list = {}
for i = 1, 100 do
  list[i] = "secret" .. i
end
local _, err = json.validate({ items = { type = "number" } }, list)
local _, told = err:message():gsub("type:", "")
assert(told == 3 and err:message():find("/0: type", 1, true) and not err:message():find("secret", 1, true), err:message())

-- The schema can be a text, and a boolean as text.
assert(json.validate('{"type":"number"}', 5) == true)
refused('{"type":"number"}', "5", "expected number, found string")
assert(json.validate("true", 5) == true and json.validate("{}", 5) == true and json.validate({}, 5) == true)
refused("false", 5, "nothing is allowed here")

-- An empty table passes as an array and as an object, as nobody knows what it is.
assert(json.validate({ type = "object" }, {}) and json.validate({ type = "array" }, {}))
assert(json.validate({ type = "object", properties = {}, items = {} }, { x = {} }))
refused({ type = "array" }, json.decode("{}"), "found object")
refused({ type = "object", minProperties = 1 }, {}, "minProperties")

-- Values are what they are in JSON.
assert(json.validate({ const = "text" }, errors.new("text")) and json.validate({ type = "null" }, print) and json.validate({ type = "null" }, 0 / 0))
assert(json.validate({ properties = { ["5"] = false }, required = { "true" } }, { [true] = 1 }))
assert(json.validate({ type = "integer" }, 5) and json.validate({ type = "integer" }, 5.0) and json.validate({ type = "integer" }, 1e300))

-- What can't be JSON can't be valid.
local loop = {}
loop.loop = loop
refused({}, loop, "cannot encode cycle at data.loop")
refused({}, { 1, x = 2 }, "mixed-key table at data")
refused({}, { 1, nil, 3 }, "sparse array at data")
refused(loop, 1, "schema: cannot encode cycle")
refused({ default = print }, 1, "schema: cannot encode function at schema.default")

-- What is missing, or of a wrong type.
refused({}, nil, "data is required")
refused(nil, 5, "table or string expected, got nil")
refused(5, 5, "table or string expected, got number")
refused(true, 5, "table or string expected, got boolean")
refused("", 5, "schema: unexpected end of JSON")
refused("{", 5, "schema: unexpected end of JSON")
refused("[1]", 5, "the schema must be an object or a boolean")
refused((" "):rep(131073), 5, "longer than 131072 bytes")

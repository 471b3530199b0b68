-- Attacks: the next run, by changing what a schema that is kept was made of.
-- Expect: succeeded
local schema = { enum = { { list = { 1, 2 } }, "text" }, title = "kept for the next run" }
assert(json.validate(schema, { list = { 1, 2 } }) and json.validate(schema, "text"))
schema.enum[1].list[1] = 5
assert(not json.validate(schema, { list = { 1, 2 } }) and json.validate(schema, { list = { 5, 2 } }))
schema.enum[1].list[1] = 1
assert(json.validate(schema, { list = { 1, 2 } }) and not json.validate(schema, { list = { 5, 2 } }))

-- Attacks: the meter, by references whose parts have to be taken apart and put together again.
-- Limits: memory=64 instructions=20000000
-- Expect: succeeded
local function message(schema)
  local ok, err = json.validate(schema, 1)
  assert(ok == false)
  return err:message()
end
assert(message({ ["$ref"] = ("a/"):rep(30000) .. ("../"):rep(20000) }):find("too long a URI", 1, true))
assert(message({ ["$id"] = "http://x/" .. ("a/"):rep(30000) }):find("too long a URI", 1, true))
local schema = {}
for i = 1, 60 do
  schema = { ["$id"] = "directory" .. i .. "/", ["$defs"] = { x = schema } }
end
assert(json.validate(schema, 1) or message(schema):find("too long a URI", 1, true))
local pointers = {}
for i = 1, 1000 do
  pointers[i] = { ["$ref"] = "#" .. ("/allOf/0"):rep(1) }
end
assert(message({ allOf = pointers }):find("without end", 1, true))
assert(message({ ["$ref"] = "#" .. ("/a"):rep(50000) }):find("leads to nothing", 1, true))
assert(message({ ["$ref"] = "#/" .. ("%41"):rep(30000) }):find("leads to nothing", 1, true))

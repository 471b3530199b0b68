-- Attacks: the log, by names and references in messages about schemas that are very long.
-- Limits: instructions=20000000
-- Expect: succeeded
local long = ("n"):rep(100000)
local cases = {
  { { required = { long } }, {} },
  { { additionalProperties = false }, { [long] = 1 } },
  { { additionalProperties = { type = "text" } }, { [long] = 1 } },
  { { additionalProperties = { type = "string" } }, { [long] = 1 } },
  { { ["$ref"] = "#" .. long }, 1 },
  { { ["$ref"] = long }, 1 },
  { { ["$id"] = "#" .. long }, 1 },
  { { ["$schema"] = long }, 1 },
  { { type = long }, 1 },
  { { properties = { [long] = 5 } }, 1 },
  { { pattern = long }, "x" },
  { { pattern = "[" .. long }, "x" },
  { { enum = { long } }, long .. "x" },
}
for i, case in ipairs(cases) do
  local ok, err = json.validate(case[1], case[2])
  assert(ok == false and #err:message() < 1000, i)
end

-- Attacks: the meter, by schemas whose references double at each step.
-- Expect: failed instructions
local function branching(keyword, steps)
  -- All of these hold, so that each is looked at; none of the others does.
  local definitions = { ["d" .. steps + 1] = keyword == "allOf" and {} or { type = "string" } }
  for i = 1, steps do
    local follows = { ["$ref"] = "#/$defs/d" .. i + 1 }
    definitions["d" .. i] = { [keyword] = { follows, follows } }
  end
  return { ["$defs"] = definitions, ["$ref"] = "#/$defs/d1" }
end
for _, keyword in ipairs { "allOf", "anyOf", "oneOf" } do
  assert(json.validate(branching(keyword, 12), 1) == (keyword == "allOf"))
end
for _, keyword in ipairs { "anyOf", "allOf" } do
  json.validate(branching(keyword, 60), 1)
  error(keyword .. " came to an end")
end

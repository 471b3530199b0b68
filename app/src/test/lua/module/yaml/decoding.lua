local yaml = require("yaml")

-- Read as JSON shows it; null is nil, so it needs a place to be missing from.
for text, expected in pairs {
  ["a: 1"] = '{"a":1}', ["- 1\n- two\n- [3, {x: y}]"] = '[1,"two",[3,{"x":"y"}]]', ["{}"] = "{}", ["[]"] = "[]",
  ["x: {}\n"] = '{"x":{}}', ["--- text\n"] = '"text"', ["'single ''quoted'"] = '"single \'quoted"', ['"a\\tb\\u00e9"'] = '"a\\tbé"',
  ["|\n two\n lines\n"] = '"two\\nlines\\n"', [">-\n folded\n text\n"] = '"folded text"',
  ["12"] = "12", ["-0x1F"] = '"-0x1F"', ["0x1F"] = "31", ["0o17"] = "15", ["1.5e3"] = "1500", ["+3"] = "3", ["012"] = "12",
  ["true"] = "true", ["False"] = "false", ["yes"] = '"yes"', ["on"] = '"on"', ["~"] = "null", ["null"] = "null", ['"12"'] = '"12"',
  ["!!str 12"] = '"12"', ["! 12"] = '"12"', ["!!float 12"] = "12", ["!!int '12'"] = "12", ["a: ~"] = "{}", ["1: one"] = '["one"]',
  ["&x 5"] = "5", ["# nothing"] = "null", ["a: b # comment"] = '{"a":"b"}',
  ["<<: 1"] = '{"<<":1}', ["2026-11-22"] = '"2026-11-22"', ["- - - 1"] = "[[[1]]]", ["'': empty"] = '{"":"empty"}',
  ["\239\187\191a: 1"] = '{"a":1}', ["é: ü"] = '{"é":"ü"}',
} do
  local value, err = yaml.decode(text)
  assert(err == nil, text .. ": " .. tostring(err))
  assert(json.encode(value) == expected, text .. ": " .. json.encode(value))
end
assert(yaml.decode(".inf") == 1 / 0 and yaml.decode("-.INF") == -1 / 0 and yaml.decode(".nan") ~= yaml.decode(".nan"))
assert(yaml.decode("true: x")[true] == "x" and yaml.decode("1.5: x")[1.5] == "x")
assert(yaml.decode(("1"):rep(401)) == ("1"):rep(401))
local shared = yaml.decode("a: &x {k: 1}\nb: *x")
assert(shared.a == shared.b and shared.a.k == 1)

-- Aliases of aliases: a text that would be billions of values is as many as it has characters.
local bomb = { "a0: &a0 [x, x]" }
for i = 1, 60 do bomb[#bomb + 1] = ("a%d: &a%d [*a%d, *a%d]"):format(i, i, i - 1, i - 1) end
assert(yaml.decode(table.concat(bomb, "\n")).a60[1][2])

local deep = ("["):rep(128) .. ("]"):rep(128)
assert(yaml.decode(deep))

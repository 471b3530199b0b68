local yaml = require("yaml")

for _, case in ipairs {
  { {}, "[]\n" }, { { 1, 2.5, "x" }, "- 1\n- 2.5\n- x\n" }, { { a = 1 }, "a: 1\n" }, { { a = { b = { 1 } } }, "a:\n  b:\n  - 1\n" },
  { { b = 1, a = 2, [3] = "n", [true] = "t" }, "3: n\na: 2\nb: 1\ntrue: t\n" },
  { { "12", "true", "null", "", "~", "1.5", "0x1f", "text" }, "- '12'\n- 'true'\n- 'null'\n- ''\n- '~'\n- '1.5'\n- '0x1f'\n- text\n" },
  { { a = "two\nlines\n" }, "a: |\n  two\n  lines\n" }, { { ": ", "- x", "# y", "'" }, "- ': '\n- '- x'\n- '# y'\n- ''''\n" },
  { { 2 ^ 53, -1, 0.1, 1 / 0, -1 / 0, 0 / 0 }, "- 9007199254740992\n- -1\n- 0.1\n- .inf\n- -.inf\n- .nan\n" }, { { errors.new("oops") }, "- oops\n" },
  { { [2] = "b" }, "2: b\n" }, { yaml.decode("{}"), "{}\n" }, { { "é" }, "- é\n" },
} do
  local text = assert(yaml.encode(case[1]))
  assert(text == case[2], text)
end

local value = { z = 1, name = 2, a = 3, id = 4 }
assert(yaml.encode(value, { field_order = { "id", "name", "missing" } }) == "id: 4\nname: 2\na: 3\nz: 1\n")
local unsorted = yaml.encode(value, { field_order = { "id" }, sort_unordered = false })
assert(unsorted:find("^id: 4\n") and #unsorted == 24)
assert(yaml.encode(setmetatable({ 1 }, { __index = error, __len = error, __pairs = error })) == "- 1\n")

-- There and back.
for _, text in ipairs { " leading", "trailing ", "\ttab", "a\nb", "\n", "\n\n x\n", "x: y", "[", "{", "*a", "&a", "!a", "%a", "@a", "`a", "?", "? x", "-", "---", "...", "\0", "\1", "\127", "a\rb", "\194\133", "\240\159\152\128", ("long "):rep(500), "'\"", "#", "a #b", "=", "<<" } do
  local encoded = assert(yaml.encode { text, k = text })
  local back, err = yaml.decode(encoded)
  assert(back and back[1] == text and back.k == text, ("%q became %q, read as %s"):format(text, encoded, tostring(err or back[1])))
end

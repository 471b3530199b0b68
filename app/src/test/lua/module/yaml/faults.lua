local yaml = require("yaml")

local function fault(kind, value, err)
  assert(value == nil and err:kind() == kind and err:retryable() == false)
  assert(not err:message():find("[Jj]ava") and not err:message():find("snake"), err:message())
  return err:message()
end

for text, part in pairs {
  ["a: [1"] = "at line", ["a: b: c"] = "at line 1", ["a:\n\t- x"] = "at line 2", ["*x"] = "alias of what is not there", ["&x [*x]"] = "alias of what is not there, or not complete",
  ["a: 1\na: 2"] = "a key that is there twice at line 2, column 1", ["? [1]\n: x"] = "a key must be a text", ["~: x"] = "a key must be", [".nan: x"] = "a key must be",
  ["!!int x"] = "does not fit its tag", ["!!binary aGk="] = "does not fit its tag", ["!mine x"] = "unknown tag", ["!!java.lang.System x"] = "does not fit its tag", ["!!set {a}"] = "unknown tag", ["--- 1\n--- 2"] = "more than one document at line 2",
  ["\1"] = "a character that YAML does not allow", ["\255"] = "invalid UTF-8", ["'"] = "at line", [("["):rep(129)] = "nested deeper than 128 levels", [("- "):rep(129) .. "x"] = "nested deeper than 128 levels",
  ['"\\q"'] = "at line", ["%YAML 9.9\n--- x"] = "a version that is not known", ["@x"] = "at line",
} do
  local message = fault(errors.INTERNAL, yaml.decode(text))
  assert(message:find(part, 1, true), text .. ": " .. message)
end
assert(fault(errors.INVALID, yaml.decode("")) == "text: YAML expected, got an empty string")
assert(fault(errors.INVALID, yaml.decode(5)) == "text: string expected, got number")
assert(fault(errors.INVALID, yaml.decode(("x"):rep(2 ^ 20 + 1))):find("no more than 1048576 bytes", 1, true))

local loop = {}
loop.me = { loop }
assert(fault(errors.INTERNAL, yaml.encode(loop)) == "cannot encode a table that contains itself")
local deep = {}
for _ = 1, 128 do deep = { deep } end
assert(fault(errors.INTERNAL, yaml.encode(deep)) == "cannot encode more than 128 levels")
assert(fault(errors.INTERNAL, yaml.encode { print }) == "cannot encode a function")
assert(fault(errors.INTERNAL, yaml.encode { [{}] = 1 }) == "cannot encode a key that is a table")
for _, value in ipairs { 5, "x", true, print } do
  assert(fault(errors.INVALID, yaml.encode(value)) == "value: table expected, got " .. type(value))
end
assert(fault(errors.INVALID, yaml.encode({}, { field_order = "a" })) == "options: field_order must be a list of texts")
assert(fault(errors.INVALID, yaml.encode({}, { field_order = { 1 } })) == "options: field_order must be a list of texts")
assert(fault(errors.INVALID, yaml.encode({}, { sort_unordered = 1 })) == "options: sort_unordered must be a boolean")

-- encode gives the value as JSON, or nil and an error of kind INTERNAL that says where the value can't be JSON.
local function encode_fault(v)
  local text, err = json.encode(v)
  assert(text == nil and err:kind() == errors.INTERNAL and err:retryable() == false)
  return err:message()
end
assert(require("json") == json and json.encode() == "null" and json.encode(nil) == "null" and json.encode(true) == "true" and json.encode("x") == '"x"')
for _, case in ipairs {
  { 1, "1" }, { -5, "-5" }, { 1.5, "1.5" }, { 1e15, "1000000000000000" }, { 2 ^ 53, "9007199254740992" }, { 2 ^ 63, "9223372036854775808" }, { -2 ^ 63, "-9223372036854775808" }, { 1e20, "100000000000000000000" },
  { 0.1, "0.1" }, { 1e-5, "0.00001" }, { 1e-6, "0.000001" }, { 1e-7, "1e-7" }, { 1e21, "1e+21" }, { -1.5e300, "-1.5e+300" }, { { 1e21 }, "[1000000000000000000000]" }, { { x = -2 ^ 70 }, '{"x":-1180591620717411303424}' }, { 1.5e-10, "1.5e-10" }, { 123456.789, "123456.789" }, { 1 / 3, "0.3333333333333333" }, { 0 / 0, "null" }, { 1 / 0, "null" }, { -1 / 0, "null" },
  { 'a"b\\c\n\t\0\31', [["a\"b\\c\n\t\u0000\u001F"]] }, { "</script>&", '"</script>&"' }, { "\240\159\152\128\195\169", '"\240\159\152\128\195\169"' },
  { {}, "[]" }, { { 1, 2, { 3 } }, "[1,2,[3]]" }, { { a = 1 }, '{"a":1}' }, { { [1.5] = 1 }, '{"1.5":1}' }, { { [0] = 1 }, '{"0":1}' }, { { [-1] = 1 }, '{"-1":1}' }, { { [true] = 1 }, '{"true":1}' },
  { { a = { b = { {}, { c = false } } } }, '{"a":{"b":[[],{"c":false}]}}' }, { print, "null" }, { { print, 1 }, "[null,1]" }, { errors.new("oops"), '"oops"' }, { { e = errors.new("oops") }, '{"e":"oops"}' },
  -- Malformed UTF-8: a lone continuation, a cut sequence, an overlong form, a surrogate, beyond U+10FFFF.
  { "a\128b", '"a\239\191\189b"' }, { "\195", '"\239\191\189"' },
} do
  local text = json.encode(case[1])
  assert(text == case[2], tostring(text) .. " instead of " .. case[2])
end
for _, bytes in ipairs { "\192\128", "\237\160\128", "\244\144\128\128", "\245\128\128\128", "\224\128\128", "\240\128\128\128", "\226\130" } do
  local text = json.encode("<" .. bytes .. ">")
  assert(text:find("\239\191\189", 1, true) and text:sub(1, 2) == '"<' and text:sub(-2) == '>"')
  assert(json.decode(text))
end
for _, text in ipairs { "\194\128", "\223\191", "\224\160\128", "\236\191\191", "\237\159\191", "\238\128\128", "\240\144\128\128", "\244\143\191\191" } do
  assert(json.encode(text) == '"' .. text .. '"')
end
local shared = { 1 }
assert(json.encode { shared, shared } == "[[1],[1]]")
-- Metatables are ignored.
assert(json.encode(setmetatable({ 1 }, { __index = function() error("called") end, __len = function() return 9 end, __pairs = error, __tostring = error })) == "[1]")

assert(encode_fault({ 1, x = 2 }):find("^cannot encode mixed%-key table at value"))
assert(encode_fault({ [1] = 1, [3] = 3 }):find("^cannot encode sparse array at value"))
assert(encode_fault({ a = { list = { 1, nil, 3 } } }):find("at value.a.list", 1, true))
assert(encode_fault({ [2 ^ 53] = 1 }):find("sparse", 1, true))
assert(encode_fault({ [{}] = 1 }):find("key that is a table", 1, true))
local loop = { items = { 1, {} } }
loop.items[2].up = loop
assert(encode_fault(loop) == "cannot encode cycle at value.items[2].up")
local function nested(depth)
  local t = {}
  for i = 2, depth do t = { t } end
  return t
end
assert(json.encode(nested(128)) == ("["):rep(128) .. ("]"):rep(128))
assert(encode_fault(nested(129)):find("nesting deeper than 128 levels", 1, true))


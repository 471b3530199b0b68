local function encode_fault(v)
  local text, err = json.encode(v)
  assert(text == nil and err:kind() == errors.INTERNAL and err:retryable() == false)
  return err:message()
end
local function decode_fault(text, kind)
  local value, err = json.decode(text)
  assert(value == nil and err:kind() == (kind or errors.INTERNAL) and err:retryable() == false, text)
  return err:message()
end

-- encode
assert(require("json") == json and json.encode() == "null" and json.encode(nil) == "null" and json.encode(true) == "true" and json.encode("x") == '"x"')
for _, case in ipairs {
  { 1, "1" }, { -5, "-5" }, { 1.5, "1.5" }, { 1e15, "1000000000000000" }, { 2 ^ 53, "9007199254740992" }, { 2 ^ 63, "9223372036854775808" }, { -2 ^ 63, "-9223372036854775808" }, { 1e20, "100000000000000000000" },
  { 0.1, "0.1" }, { 1e-5, "0.00001" }, { 1e-7, "0.0000001" }, { 1.5e-10, "1.5e-10" }, { 123456.789, "123456.789" }, { 1 / 3, "0.3333333333333333" }, { 0 / 0, "null" }, { 1 / 0, "null" }, { -1 / 0, "null" },
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

-- decode
assert(json.decode("null") == nil and select("#", json.decode("null")) == 1 and json.decode(" true ") == true and json.decode("-1.5e2") == -150 and json.decode('"x"') == "x")
assert(json.decode("12345678901234567890") == 12345678901234567890 and json.decode("0.1") == 0.1 and json.decode("1E3") == 1000)
assert(json.decode([["\u00e9\ud83d\ude00\n\"\\\/"]]) == "\195\169\240\159\152\128\n\"\\/" and json.decode('"\195\169"') == "\195\169")
local t = json.decode('{"a":[1,null,3],"b":{"c":null},"d":[]}')
assert(t.a[1] == 1 and t.a[2] == nil and t.a[3] == 3 and next(t.b) == nil and #t.d == 0)
assert(json.decode('{"a":1,"a":2}').a == 2 and json.decode('{"a":1,"a":null}').a == nil and json.decode('{"1":"x"}')["1"] == "x" and json.decode('{"1":"x"}')[1] == nil)
-- Empty objects and arrays make the round trip.
assert(json.encode(json.decode('{"a":{},"b":[]}').a) == "{}" and json.encode(json.decode('{"a":{},"b":[]}').b) == "[]" and json.encode(json.decode("{}")) == "{}")
local filled = json.decode("{}")
filled.x = 1
assert(json.encode(filled) == '{"x":1}')
filled.x = nil
assert(json.encode(filled) == "{}")
local big = {}
for i = 1, 5000 do big[i] = { id = i, name = "n" .. i } end
local copy = json.decode(json.encode(big))
assert(#copy == 5000 and copy[5000].name == "n5000")

assert(decode_fault("", errors.INVALID) and decode_fault(nil, errors.INVALID) and decode_fault(5, errors.INVALID):find("string expected", 1, true))
for _, text in ipairs {
  "{", "[1,]", '{"a":}', "nul", "1 2", "{} x", '"\\ud800"', '"\\udc00\\ud800"', "1e999", ("1"):rep(1001), '"a', "\0", "NaN", "Infinity", "{'a':1}", "[1 2]", "01", "-", "+1", ".5", "1.", '"\1"', "/*x*/1", "]", '{"a" 1}', '"\\x"',
  "\254\255", "\128", '"\237\160\128"', " ", "[1", '{"a":1', "1\0002", "{1:2}", "t", "[tru]",
} do
  decode_fault(text)
end
assert(decode_fault("[1,\n  x]"):find("line 2", 1, true) and decode_fault("[1"):find("unexpected end", 1, true))
assert(#json.decode(("["):rep(128) .. ("]"):rep(128)) == 1)
assert(decode_fault(("["):rep(129) .. ("]"):rep(129)):find("deeper than 128 levels", 1, true))
assert(decode_fault(('{"a":'):rep(129) .. "1" .. ("}"):rep(129)):find("deeper than 128 levels", 1, true))
-- No text of Java's reaches a script.
for _, text in ipairs { "x", "[1 2]", '{"a" 1}', '"\\x"' } do
  assert(not decode_fault(text):find("[Jj]ava") and not decode_fault(text):find("jackson") and not decode_fault(text):find("Source"))
end

-- decode gives the value that a text is, or nil and an error that says what is wrong where.
local function decode_fault(text, kind)
  local value, err = json.decode(text)
  assert(value == nil and err:kind() == (kind or errors.INTERNAL) and err:retryable() == false, text)
  return err:message()
end

assert(json.decode("null") == nil and select("#", json.decode("null")) == 1 and json.decode(" true ") == true and json.decode("-1.5e2") == -150 and json.decode('"x"') == "x")
for text, number in pairs {
  ["0"] = 0, ["123456789012345"] = 123456789012345, ["1234567890123456"] = 1234567890123456, ["0.000000000000001"] = 1e-15, ["123456.789012345"] = 123456.789012345,
  ["9007199254740993"] = 9007199254740992, ["1e22"] = 1e22, ["1E-7"] = 1e-7, ["1.7976931348623157e308"] = 1.7976931348623157e308, ["5e-324"] = 5e-324, ["1e-999"] = 0,
  ["0.1000000000000000055511151231257827"] = 0.1, ["2.2250738585072011e-308"] = 2.2250738585072011e-308, ["-0.5"] = -0.5,
} do
  assert(json.decode(text) == number and json.decode("[" .. text .. "]")[1] == number, text)
end
assert(1 / json.decode("-0") == -math.huge and 1 / json.decode("-0.0") == -math.huge and 1 / json.decode("0") == math.huge)
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
local emptied = { x = 1 }
emptied.x = nil
assert(json.encode(emptied) == "{}" and json.encode({ x = nil }) == "[]")
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
for text, message in pairs {
  ["[1,\n  x]"] = "expected a value, found 'x' at line 2, column 3",
  ["[1 2]"] = "expected ',' or ']', found '2' at line 1, column 4",
  ['{"a" 1}'] = "expected ':', found '1' at line 1, column 6",
  ['{"a":1 "b":2}'] = "expected ',' or '}', found '\"' at line 1, column 8",
  ["{a:1}"] = "expected a name in quotes, found 'a' at line 1, column 2",
  ['{"a":1,}'] = "expected a name in quotes, found '}' at line 1, column 8",
  ["tru"] = "unexpected end of JSON at line 1, column 4",
  ["trux"] = "expected 'true', found 'x' at line 1, column 4",
  ["[1"] = "unexpected end of JSON at line 1, column 3",
  ['"a'] = "unexpected end of JSON at line 1, column 3",
  ['"a\n"'] = "control character in the text: it must be escaped at line 1, column 3",
  ['"\195\169\\x"'] = "unknown escape in the text at line 1, column 3",
  ['"\\u12G4"'] = "escape without four hexadecimal digits in the text at line 1, column 2",
  ['"\\ud800x"'] = "unpaired surrogate in the text at line 1, column 2",
  ['"\128"'] = "invalid UTF-8 in the text at line 1, column 1",
  ["\239\187\191{}"] = "expected a value, found byte 0xEF at line 1, column 1",
  ["01"] = "number with a leading zero at line 1, column 1",
  ["-"] = "unexpected end of JSON at line 1, column 2",
  ["-x"] = "expected a digit, found 'x' at line 1, column 2",
  ["1."] = "unexpected end of JSON at line 1, column 3",
  ["1e+"] = "unexpected end of JSON at line 1, column 4",
  ["1e999"] = "number out of range at line 1, column 1",
  ["{} x"] = "text after the JSON value at line 1, column 4",
} do
  assert(decode_fault(text) == message, text .. ": " .. decode_fault(text))
end
assert(decode_fault("[1,\n  x]"):find("line 2", 1, true) and decode_fault("[1"):find("unexpected end", 1, true))
assert(#json.decode(("["):rep(128) .. ("]"):rep(128)) == 1)
assert(decode_fault(("["):rep(129) .. ("]"):rep(129)):find("deeper than 128 levels", 1, true))
assert(decode_fault(('{"a":'):rep(129) .. "1" .. ("}"):rep(129)):find("deeper than 128 levels", 1, true))
-- No text of Java's reaches a script.
for _, text in ipairs { "x", "[1 2]", '{"a" 1}', '"\\x"' } do
  assert(not decode_fault(text):find("[Jj]ava") and not decode_fault(text):find("jackson") and not decode_fault(text):find("Source"))
end

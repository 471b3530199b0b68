-- Attacks: the stack, by deep values in JSON and as JSON.
-- Limits: instructions=10000000 memory=64
-- Expect: succeeded
local t = {}
for _ = 1, 100000 do
  t = { t }
end
local text, e = json.encode(t)
assert(text == nil and e:message():find("nest", 1, true), tostring(e))
local value
value, e = json.decode(("["):rep(100000) .. ("]"):rep(100000))
assert(value == nil and e:message():find("nest", 1, true), tostring(e))
value, e = json.decode(('{"a":'):rep(100000))
assert(value == nil and e:message():find("nest", 1, true), tostring(e))
local circle = {}
circle[1] = circle
text, e = json.encode(circle)
assert(text == nil and e:message():find("cycle", 1, true), tostring(e))

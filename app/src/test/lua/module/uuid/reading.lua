local uuid = require("uuid")

local text = "C232AB00-9414-11EC-B3C8-9F6BDECED846"
local lower = text:lower()
for _, form in ipairs { text, lower, "urn:uuid:" .. text, "URN:UUID:" .. lower, "{" .. text .. "}", (text:gsub("-", "")) } do
  assert(uuid.validate(form), form)
  assert(uuid.format(form) == lower and uuid.format(form, "standard") == lower, form)
  assert(uuid.format(form, "simple") == lower:gsub("-", ""), form)
  assert(uuid.format(form, "urn") == "urn:uuid:" .. lower, form)
end

-- RFC 9562, appendix A.
local parts = uuid.parse(text)
assert(parts.version == 1 and parts.variant == "RFC4122" and parts.timestamp == 1645557742 and parts.node == "9f6bdeced846")
parts = uuid.parse("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")
assert(parts.version == 7 and parts.variant == "RFC4122" and parts.timestamp == 1645557742 and parts.node == nil)
parts = uuid.parse("919108f7-52d1-4320-9bac-f847db4148a8")
assert(parts.version == 4 and parts.timestamp == nil and parts.node == nil)
assert(uuid.version(text) == 1 and uuid.variant(text) == "RFC4122")

for digit, variant in pairs { ["0"] = "NCS", ["7"] = "NCS", ["8"] = "RFC4122", b = "RFC4122", c = "Microsoft", d = "Microsoft", e = "Future", f = "Future" } do
  assert(uuid.variant("c232ab00-9414-11ec-" .. digit .. "3c8-9f6bdeced846") == variant, digit)
end

local bad = {
  "", "x", "C232AB00-9414-11EC-B3C8-9F6BDECED84", "C232AB00-9414-11EC-B3C8-9F6BDECED8467", "C232AB00941411EC-B3C8-9F6BDECED846",
  "G232AB00-9414-11EC-B3C8-9F6BDECED846", "{" .. text, text .. "}", "urn:uuid:{" .. text .. "}", "1-1-1-1-1", ("a"):rep(100000), " " .. text,
}
for _, form in ipairs(bad) do
  assert(uuid.validate(form) == false, form)
  for _, f in ipairs { uuid.version, uuid.variant, uuid.parse, uuid.format } do
    local result, err = f(form)
    assert(result == nil and err:kind() == errors.INVALID and err:message() == "uuid: UUID expected", form)
  end
end
assert(select(2, uuid.v5("x", "name")):message() == "namespace: UUID expected")

for _, value in ipairs { 5, true, {}, print } do
  assert(uuid.validate(value) == false)
  for _, f in ipairs { uuid.version, uuid.parse, uuid.format, uuid.v3, uuid.v5 } do
    local result, err = f(value, "name")
    assert(result == nil and err:kind() == errors.INVALID and err:message():find("string expected", 1, true))
  end
end
assert(uuid.validate() == false and uuid.validate(nil) == false)
assert(select(2, uuid.format(text, "short")):message() == 'format: "standard" or "simple" or "urn" expected, got "short"')
assert(select(2, uuid.v3(text)):message() == "name: string expected, got no value")

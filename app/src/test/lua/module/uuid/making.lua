local uuid = require("uuid")

local standard = "^%x%x%x%x%x%x%x%x%-%x%x%x%x%-(%x)%x%x%x%-([89ab])%x%x%x%-%x%x%x%x%x%x%x%x%x%x%x%x$"
for _, version in ipairs { 1, 4, 7 } do
  local seen, last = {}, ""
  for i = 1, 5000 do
    local made = uuid["v" .. version]()
    assert(made:match(standard) == tostring(version), made)
    assert(not seen[made], "made twice")
    seen[made] = true
    -- Those of version 7 are in order.
    assert(version ~= 7 or made > last, made)
    last = made
  end
end

-- RFC 9562, appendix A.2 and A.4.
local dns = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
assert(uuid.v3(dns, "www.example.com") == "5df41881-3aed-3515-88a7-2f4a814cf09e")
assert(uuid.v5(dns, "www.example.com") == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
assert(uuid.v5("urn:uuid:" .. dns, "www.example.com") == uuid.v5(dns, "www.example.com"))
assert(uuid.v3(dns, "") ~= uuid.v5(dns, "") and uuid.version(uuid.v3(dns, "")) == 3)

-- The time and the place in those that have one.
local now = os.time()
for _, version in ipairs { 1, 7 } do
  local parts = uuid.parse(uuid["v" .. version]())
  assert(math.abs(parts.timestamp - now) <= 60 and parts.timestamp == math.floor(parts.timestamp))
end
assert(uuid.parse(uuid.v1()).node == uuid.parse(uuid.v1()).node)
-- A random node says that it is no network card's (RFC 9562, section 6.10).
assert(tonumber(uuid.parse(uuid.v1()).node:sub(2, 2), 16) % 2 == 1)

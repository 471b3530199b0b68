-- Attacks: the reader of JSON, with names that differ only where a hash over samples does not look.
-- Limits: memory=64 instructions=20000000
-- Expect: succeeded
local parts = {}
for i = 1, 5000 do
  parts[i] = '"' .. ("x"):rep(60) .. ("%06d"):format(i) .. ("x"):rep(60) .. '":1'
end
local text = "{" .. table.concat(parts, ",") .. "}"
local value = json.decode(text)
assert(value)
assert(#json.encode(value) == #text)

-- Attacks: the next run, by filling the tables of names that a reader of JSON might share.
-- Limits: instructions=20000000
-- Expect: succeeded
for round = 1, 20 do
  local parts = {}
  for i = 1, 500 do
    parts[i] = ('"key%d_%d":%d'):format(round, i, i)
  end
  local value = json.decode("{" .. table.concat(parts, ",") .. "}")
  assert(value["key" .. round .. "_7"] == 7)
end

-- Attacks: nothing; reads and writes JSON.
-- Expect: succeeded true
local text = '[' .. ('{"name":"victim","n":[1,2,{"x":null}]},'):rep(20) .. '"end"]'
for _ = 1, 50 do
  local value = json.decode(text)
  assert(#value == 21 and value[21] == "end")
  for i = 1, 20 do
    assert(value[i].name == "victim" and value[i].n[2] == 2 and value[i].secret == nil)
  end
  assert(not json.encode(value):find("attacker", 1, true))
end
return true

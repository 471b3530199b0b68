-- Attacks: the globals of others.
-- Expect: succeeded
for key in pairs(_G) do
  leaked = key
end
local pairs, globals, rawset = pairs, _G, rawset
for i = 1, 2000 do
  rawset(globals, "name" .. i, "attacked")
end
for key in pairs(globals) do
  rawset(globals, key, "attacked")
end

-- Attacks: functions that all runs have, by making them keys, values and metatables of weak tables.
-- Limits: instructions=2000000
-- Expect: succeeded
local t = setmetatable({}, { __mode = "k" })
for i = 1, 2000 do
  for _, f in ipairs { print, pcall, string.rep } do
    t[f] = { f }
    t[{}] = f
    pcall(setmetatable, f, t)
  end
end

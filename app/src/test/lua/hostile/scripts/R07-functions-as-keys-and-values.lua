-- Attacks: what runs share, by marking the functions that all runs have.
-- Expect: succeeded
local marks = setmetatable({}, { __mode = "k" })
for _, f in ipairs { print, pcall, string.rep, table.sort, json.encode } do
  marks[f] = "marked"
  assert(not pcall(setmetatable, f, { __index = { marked = true } }))
  assert(not pcall(function() f.marked = true end))
  assert(not pcall(function() return f.marked end))
end

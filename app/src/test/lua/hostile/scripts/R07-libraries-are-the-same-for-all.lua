-- Attacks: what runs share, with every way to write to a table of a library.
-- Expect: succeeded
local function refused(f, ...)
  assert(not pcall(f, ...))
end
for _, library in ipairs { string, table, math, os, bit32, coroutine, channel, time, json, errors } do
  refused(rawset, library, "injected", 1)
  refused(rawset, library, 1, 1)
  refused(function() library.injected = 1 end)
  refused(function() library[1] = 1 end)
  refused(setmetatable, library, { __index = function() return "injected" end })
  refused(setmetatable, library, nil)
  refused(table.insert, library, "x")
  refused(table.insert, library, 1, "x")
  refused(table.remove, library)
  refused(table.sort, library)
  refused(table.sort, library, function() return true end)
  refused(table.remove, library, 1)
  for name, value in next, library do
    refused(rawset, library, name, nil)
    refused(rawset, library, name, value)
    refused(function() library[name] = nil end)
    refused(function() library[name] = print end)
  end
  local proxy = setmetatable({}, { __newindex = library })
  refused(function() proxy.injected = 1 end)
  refused(function() library.a, library.b = 1, 2 end)
end

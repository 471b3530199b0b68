-- Attacks: what runs share, by what require gives.
-- Expect: succeeded
for _, name in ipairs { "string", "table", "json", "errors", "time", "channel", "coroutine" } do
  local module = require(name)
  assert(module == require(name))
  assert(not pcall(function() module.injected = 1 end))
  assert(not pcall(setmetatable, module, {}))
end
require = nil
json = nil

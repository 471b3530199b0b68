local security = require("security")
local me = security.actor()

local function ids(scope)
  local list = {}
  for i, policy in ipairs(scope:policies()) do list[i] = policy:id() end
  table.sort(list)
  return table.concat(list, " ")
end

-- The job's own is that of its actor's groups.
local mine = security.scope()
assert(ids(mine) == "test:any-action test:connect test:feeds test:not-that test:rights test:wrongs")
assert(mine:evaluate(me, "websocket.connect.url", "wss://not.example.com/") == "deny")
assert(mine:evaluate(me, "websocket.connect.url", "wss://a.example.com/") == "allow")
assert(mine:evaluate(me, "websocket.connect.url", "wss://a.test/") == "undefined")

-- A group's.
local narrow = assert(security.named_scope("test:narrow"))
assert(ids(narrow) == "test:connect test:feeds")
assert(narrow:evaluate(me, "websocket.connect.url", "wss://not.example.com/") == "allow")

local function fails(kind, message, value, err)
  assert(value == nil and err:kind() == kind and err:message() == message, tostring(err))
end
fails(errors.INTERNAL, "no such group: test:none", security.named_scope("test:none"))
-- A name that stands for groups of all namespaces is no id: another name must not be a way around a refusal.
fails(errors.INTERNAL, "no such group: secrets", security.named_scope("secrets"))
fails(errors.PERMISSION_DENIED, "not allowed: security.policy_group.get on test:secrets", security.named_scope("test:secrets"))
fails(errors.PERMISSION_DENIED, "not allowed: security.policy_group.get on nobody:none", security.named_scope("nobody:none"))

-- Made of policies; what is none is skipped.
local feeds, not_that = security.policy("test:feeds"), security.policy("test:not-that")
local made = security.new_scope { feeds, "test:connect", 5, {}, not_that, feeds }
assert(ids(made) == "test:feeds test:not-that")
assert(ids(security.new_scope()) == "" and ids(security.new_scope {}) == "")
assert(security.new_scope():evaluate(me, "app.read", "x") == "undefined")

-- With and without make another scope.
local less = made:without(not_that)
assert(ids(less) == "test:feeds" and ids(made) == "test:feeds test:not-that")
assert(ids(less:with(not_that)) == "test:feeds test:not-that" and ids(less:with(feeds)) == "test:feeds")
assert(ids(made:without("test:feeds")) == "test:not-that")
assert(ids(made:without { ns = "test", name = "feeds" }) == "test:not-that")
assert(ids(made:without("test:none")) == ids(made) and ids(made:without("no id")) == ids(made))

assert(made:contains(feeds) and made:contains("test:feeds") and made:contains { ns = "test", name = "feeds" })
assert(not less:contains(not_that) and not less:contains("test:not-that") and not less:contains("::") and not less:contains(""))
assert(not less:contains { ns = "te", name = "st:feeds" })

local function refused(part, f, ...)
  local ok, err = pcall(f, ...)
  assert(not ok and tostring(err):find(part, 1, true), tostring(err))
end
refused("security.Policy expected", function() made:with("test:feeds") end)
refused("policy or id of one expected", function() made:contains(5) end)
refused("policy or id of one expected", function() made:without { ns = "test" } end)
refused("bad argument #1 to 'security.new_scope' (table expected, got string)", security.new_scope, "x")

-- The lists are the script's own.
made:policies()[1] = nil
assert(#made:policies() == 2)

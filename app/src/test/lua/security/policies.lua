local security = require("security")
local me = security.actor()

local feeds = assert(security.policy("test:feeds"))
assert(type(feeds) == "userdata" and feeds:id() == "test:feeds")
assert(feeds:evaluate(me, "websocket.connect.url", "wss://A.example.com") == "allow")
assert(feeds:evaluate(me, "websocket.connect.url", "wss://a.example.com:8443/") == "undefined")
assert(feeds:evaluate(me, "websocket.connect.url", "no url") == "undefined")
assert(feeds:evaluate(me, "websocket.connect", "") == "undefined")

local not_that = assert(security.policy("test:not-that"))
assert(not_that:evaluate(me, "websocket.connect.url", "wss://not.example.com/x") == "deny")
-- An actor need not be in a policy's group.
local stranger = security.new_actor("stranger")
assert(not_that:evaluate(stranger, "websocket.connect.url", "wss://not.example.com/x", {}) == "deny")

local function fails(kind, message, value, err)
  assert(value == nil and err:kind() == kind and err:message() == message, tostring(err))
  assert(err:retryable() == false)
end
fails(errors.INTERNAL, "no such policy: test:none", security.policy("test:none"))
fails(errors.INTERNAL, "no such policy: feeds", security.policy("feeds"))
fails(errors.INTERNAL, "no such policy: ", security.policy(""))
-- Whether a policy is there is not told to those who may not look at it.
fails(errors.PERMISSION_DENIED, "not allowed: security.policy.get on test:secret", security.policy("test:secret"))
fails(errors.PERMISSION_DENIED, "not allowed: security.policy.get on nobody:none", security.policy("nobody:none"))
fails(errors.INVALID, "id: string expected, got nil", security.policy(nil))
fails(errors.INVALID, "id: no more than 256 characters expected", security.policy(("p"):rep(257)))

local function refused(part, f, ...)
  local ok, err = pcall(f, ...)
  assert(not ok and tostring(err):find(part, 1, true), tostring(err))
end
refused("security.Actor expected", function() feeds:evaluate("me", "a", "b") end)
refused("security.Policy expected", feeds.evaluate, me, me, "a", "b")
refused("no more than 256 values expected", function()
  local many = {}
  for i = 1, 300 do many["k" .. i] = i end
  feeds:evaluate(me, "a", "b", many)
end)

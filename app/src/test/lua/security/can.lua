local security = require("security")

assert(security.can("app.read", "anything") == true)
assert(security.can("app", "", { owner = "tester" }) == true)
assert(security.can("application.read", "anything") == false)
assert(security.can("websocket.connect", "") == true)

-- A URL may be in any form, as for websocket.connect.
assert(security.can("websocket.connect.url", "WSS://Feed.Example.com:443/a/../b?token=x") == true)
assert(security.can("websocket.connect.url", "wss://NOT.example.com/") == false)
assert(security.can("websocket.connect.url", "wss://n%6ft.example.com/") == false)
assert(security.can("websocket.connect.url", "wss://elsewhere.test/") == false)
assert(security.can("websocket.connect.url", "no url") == false)
assert(security.can("websocket.connect.url", "") == false)

local function refused(part, ...)
  local ok, err = pcall(security.can, ...)
  assert(not ok and tostring(err):find(part, 1, true), tostring(err))
end
refused("bad argument #1 to 'security.can' (string expected, got no value)")
refused("bad argument #2 to 'security.can' (string expected, got number)", "app.read", 5)
refused("bad argument #3 to 'security.can' (table expected, got boolean)", "app.read", "", true)
refused("bad argument #1 to 'security.can' (no more than 256 characters expected)", ("a"):rep(257), "")
refused("bad argument #2 to 'security.can' (no more than 2048 characters expected)", "app.read", ("r"):rep(2049))
refused("bad argument #3 to 'security.can' (no more than 4096 bytes of text expected)", "app.read", "", { x = ("m"):rep(5000) })

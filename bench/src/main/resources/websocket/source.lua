-- Takes what the server sends.
local websocket = require("websocket")
local bench = require("bench")

local input = ...

local client = assert(websocket.connect(input.url))
local ch = client:channel()
local go_on = bench.begin()
repeat
  local msg, ok = ch:receive()
  if not ok then
    error("the server closed")
  end
until not go_on()
client:close()

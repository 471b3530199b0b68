-- Sends as much as the server takes; it answers each batch.
local websocket = require("websocket")
local bench = require("bench")

local input = ...

local client = assert(websocket.connect(input.url))
local ch = client:channel()
local data = string.rep("\0", input.size)

local function send(batches)
  for _ = 1, batches * input.batch do
    local sent, err = client:send(data, websocket.BINARY)
    if not sent then
      error(err)
    end
  end
end

local go_on = bench.begin()
send(input.ahead)
repeat
  local msg, ok = ch:receive()
  if not ok then
    error("the server closed")
  end
  send(1)
until not go_on()
client:close()

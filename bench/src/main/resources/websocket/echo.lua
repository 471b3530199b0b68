-- Sends a message and waits for its echo, again and again; in one task or several.
local websocket = require("websocket")
local bench = require("bench")

local input = ...

local function talk()
  local client = assert(websocket.connect(input.url))
  local ch = client:channel()
  local data = string.rep("\0", input.size)
  local go_on = bench.begin()
  repeat
    local sent, err = client:send(data, websocket.BINARY)
    if not sent then
      error(err)
    end
    local msg, ok = ch:receive()
    if not ok then
      error("the server closed")
    end
  until not go_on()
  client:close()
end

if input.tasks == 1 then
  talk()
else
  local done = channel.new(input.tasks)
  for _ = 1, input.tasks do
    coroutine.spawn(function()
      talk()
      done:send(true)
    end)
  end
  for _ = 1, input.tasks do
    done:receive()
  end
end

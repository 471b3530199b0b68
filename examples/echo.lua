-- Says something to an echo server and returns what came back.
--
-- input (all optional): { "url": "ws://…", "token": "…", "text": "…" }

local websocket = require("websocket")

local input = ... or {}
local url = input.url or "ws://127.0.0.1:8765/echo"

local client, err = websocket.connect(url, {
  headers = { ["Authorization"] = "Bearer " .. (input.token or "example") },
  dial_timeout = "5s",
})
if err then
  return nil, err
end

local said = { text = input.text or "Hello from Lua" }
local sent, send_err = client:send(json.encode(said))
if not sent then
  return nil, send_err
end

local msg, ok = client:channel():receive()
if not ok then
  return nil, errors.new("the server closed before it answered")
end

client:close(websocket.CLOSE_CODES.NORMAL, "said it all")

local heard = json.decode(msg.data)
print("said " .. said.text .. ", heard " .. heard.text)

return { said = said.text, heard = heard.text, type = msg.type }

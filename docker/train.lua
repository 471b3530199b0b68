-- What the service does while the image is made: a conversation over a WebSocket.
local client, err = websocket.connect((...).url)
if err then
  return nil, err
end
for i = 1, 20 do
  assert(client:send(json.encode({ text = "message " .. i })))
  local message, ok = client:channel():receive()
  assert(ok, "the peer has left")
  json.decode(message.data)
end
client:close()
print("trained")
return { ok = true }

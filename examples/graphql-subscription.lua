-- Subscribes to something at a GraphQL server and returns what came, with the protocol graphql-transport-ws of the library
-- graphql-ws (https://github.com/enisdenjo/graphql-ws). Without an input it talks to the server of that project's first steps.
--
-- input (all optional): { "url": "wss://…", "query": "subscription …", "variables": {…}, "payload": {…}, "events": 100 }
-- payload goes with the first message; it is where such servers look for a token. events is the most to wait for.

local websocket = require("websocket")

local input = ... or {}
local url = input.url or "ws://127.0.0.1:4000/graphql"
local query = input.query or "subscription { greetings }"
local most = input.events or 100

local client, err = websocket.connect(url, { protocols = { "graphql-transport-ws" } })
if err then
  return nil, err
end
local ch = client:channel()

local function send(message)
  local _, send_err = client:send(json.encode(message))
  return send_err
end

-- The next message that is not about the connection itself; nil and an error when there is none in time.
local function next_message(patience)
  local late = time.after(patience)
  while true do
    local r = channel.select { ch:case_receive(), late:case_receive() }
    if r.channel == late then
      return nil, errors.new({ message = "the server says nothing", retryable = true })
    elseif not r.ok then
      return nil, errors.new("the server closed the connection")
    end
    local message = json.decode(r.value.data)
    if message.type == "ping" then
      send({ type = "pong" })
    elseif message.type ~= "pong" then
      return message
    end
  end
end

send({ type = "connection_init", payload = input.payload })
local message
message, err = next_message("10s")
if err then
  return nil, err
elseif message.type ~= "connection_ack" then
  return nil, errors.new("expected connection_ack and got " .. tostring(message.type))
end

send({
  id = "1",
  type = "subscribe",
  payload = { query = query, variables = input.variables },
})

local events, complete = {}, false
while not complete and #events < most do
  message, err = next_message("30s")
  if err then
    return nil, err
  elseif message.type == "next" then
    events[#events + 1] = message.payload.data
  elseif message.type == "error" then
    return nil, errors.new({ message = message.payload[1].message, retryable = false })
  elseif message.type == "complete" then
    complete = true
  end
end

if not complete then
  send({ id = "1", type = "complete" })
end
client:close()

print(#events .. " events" .. (complete and ", and the server has no more" or ""))

return { events = events, complete = complete }

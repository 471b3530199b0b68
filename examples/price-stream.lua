-- Follows a stream of prices and returns the last one of each symbol and how many there were.
-- While the server is silent, a ping now and then keeps the connection alive.
--
-- input (all optional): { "url": "ws://…", "symbols": ["BTC-USD"], "ticks": 10, "keep_alive": "30s" }

local websocket = require("websocket")

local input = ... or {}
local url = input.url or "ws://127.0.0.1:8765/prices"
local symbols = input.symbols or { "BTC-USD", "ETH-USD" }
local wanted = input.ticks or 10
local keep_alive = input.keep_alive or "30s"

local client, err = websocket.connect(url)
if err then
  return nil, err
end

client:send(json.encode({ action = "subscribe", symbols = symbols }))

local prices = {}
local ticks, pings = 0, 0

local function record(price)
  local entry = prices[price.symbol] or { count = 0 }
  entry.last = price.value
  entry.count = entry.count + 1
  prices[price.symbol] = entry
end

local ch = client:channel()
local heartbeat = time.after(keep_alive)

while ticks < wanted do
  local r = channel.select {
    ch:case_receive(),
    heartbeat:case_receive(),
  }

  if r.channel == heartbeat then
    client:ping()
    pings = pings + 1
    heartbeat = time.after(keep_alive)
  elseif not r.ok then
    print("the server closed the stream")
    break
  else
    record(json.decode(r.value.data))
    ticks = ticks + 1
  end
end

client:close(websocket.CLOSE_CODES.NORMAL, "enough")

return { prices = prices, ticks = ticks, pings = pings }

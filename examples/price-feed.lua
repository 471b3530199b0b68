-- Follows a stream of prices for as long as it takes, over as many connections as it takes: what ends is made anew, after
-- a wait that doubles from one failure to the next and is never the same for two scripts.
--
-- input (all optional): { "url": "ws://…", "symbols": ["BTC-USD"], "ticks": 25, "failures": 5,
--                         "first_wait": 100, "longest_wait": 5000 }, waits in milliseconds

local websocket = require("websocket")

local input = ... or {}
local url = input.url or "ws://127.0.0.1:8765/prices"
local symbols = input.symbols or { "BTC-USD" }
local wanted = input.ticks or 25
local most_failures = input.failures or 5
local first_wait = input.first_wait or 100
local longest_wait = input.longest_wait or 5000

local last = {}
local ticks, connections = 0, 0

-- Follows one connection until it ends or enough was heard; gives whether anything was heard.
local function follow(client)
  local before = ticks
  client:send(json.encode({ action = "subscribe", symbols = symbols }))
  for msg in function() return (client:channel():receive()) end do
    local price = json.decode(msg.data)
    last[price.symbol] = price.value
    ticks = ticks + 1
    if ticks >= wanted then
      break
    end
  end
  client:close()
  return ticks > before
end

local failures = 0
while ticks < wanted do
  -- A server that takes the connection and then falls silent counts as one that is gone.
  local client, err = websocket.connect(url, { dial_timeout = "5s", read_timeout = "30s" })
  local heard = false
  if client then
    connections = connections + 1
    heard = follow(client)
  elseif not err:retryable() then
    return nil, err
  end

  if heard then
    failures = 0
  else
    failures = failures + 1
    if failures >= most_failures then
      return nil, err or errors.new({ message = "the server sends nothing", retryable = true })
    end
    local wait = math.min(longest_wait, first_wait * 2 ^ (failures - 1))
    time.sleep(math.random(math.floor(wait / 2), math.floor(wait)) .. "ms")
  end
end

print(ticks .. " prices over " .. connections .. " connections")

return { last = last, ticks = ticks, connections = connections }

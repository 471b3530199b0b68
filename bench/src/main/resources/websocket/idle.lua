-- Waits for a message that does not come.
local websocket = require("websocket")
local bench = require("bench")

local input = ...

local client = assert(websocket.connect(input.url))
local ch = client:channel()
bench.begin()
ch:receive()

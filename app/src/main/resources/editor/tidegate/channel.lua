---@meta channel

---@class channellib
channel = {}

---A queue between tasks.
---@class channel
local Channel = {}

---Something that `channel.select` may do. Can be used again.
---@class channel.case

---A new channel.
---@param capacity? integer values that may wait in it; 0, the default: a sender waits for its receiver
---@return channel
function channel.new(capacity) end

---Does the first case of the table that is ready; waits for one, unless there is a default.
---@param cases { [integer]: channel.case, default?: boolean }
---@param default? boolean
---@return { channel?: channel, value?: any, ok: boolean, default?: true }
function channel.select(cases, default) end

---Waits until there is a receiver or room for the value. Raises `send on closed channel`.
---@param value any
---@return true
function Channel:send(value) end

---Waits for a value: it and true, or nil and false when the channel is closed and empty.
---@return any value
---@return boolean ok
function Channel:receive() end

---Closes the channel. What is in it can still be received.
function Channel:close() end

---A case that sends.
---@param value any
---@return channel.case
function Channel:case_send(value) end

---A case that receives.
---@return channel.case
function Channel:case_receive() end

return channel

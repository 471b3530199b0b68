---@meta base64

---@class base64lib
local base64 = {}

---Bytes as text, with padding.
---@param data string
---@return string? text
---@return errors.Error? err
function base64.encode(data) end

---The bytes of such a text.
---@param text string
---@return string? data
---@return errors.Error? err
function base64.decode(text) end

return base64

---@meta env

---@class envlib
local env = {}

---The value of a variable.
---@param name string
---@return string? value
---@return errors.Error? err
function env.get(name) end

---All variables that policies allow, by name.
---@return table<string, string>
function env.get_all() end

---Always refused: variables are read-only.
---@param name string
---@param value any
---@return nil
---@return errors.Error err
function env.set(name, value) end

return env

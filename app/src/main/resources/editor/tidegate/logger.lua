---@meta logger

---Writes to the job's log. Immutable.
---@class logger.Logger
local Logger = {}

---Writes what helps to find faults.
---@param message string|number
---@param fields? table<string, any>
function Logger:debug(message, fields) end

---Writes what may be good to know.
---@param message string|number
---@param fields? table<string, any>
function Logger:info(message, fields) end

---Writes what is worth a look.
---@param message string|number
---@param fields? table<string, any>
function Logger:warn(message, fields) end

---Writes what has gone wrong.
---@param message string|number
---@param fields? table<string, any>
function Logger:error(message, fields) end

---A logger that adds these fields to each entry.
---@param fields table<string, any>
---@return logger.Logger
function Logger:with(fields) end

---A logger whose entries have the name in the field `logger`.
---@param name string|number
---@return logger.Logger
function Logger:named(name) end

return Logger

---@meta json

---@class jsonlib
json = {}

---A value as JSON. Tables with the keys 1 to n are arrays, others objects.
---@param value any
---@return string? text
---@return errors.Error? err
function json.encode(value) end

---The value of a JSON text.
---@param text string
---@return any value
---@return errors.Error? err
function json.decode(text) end

---Whether a value is as a JSON Schema wants it.
---@param schema table|string
---@param data any
---@return boolean valid
---@return errors.Error? err
function json.validate(schema, data) end

---Whether a JSON text is as a JSON Schema wants it.
---@param schema table|string
---@param text string
---@return boolean valid
---@return errors.Error? err
function json.validate_string(schema, text) end

return json

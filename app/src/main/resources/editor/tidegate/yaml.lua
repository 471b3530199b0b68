---@meta yaml

---@class yamllib
local yaml = {}

---A table as YAML. The keys of `field_order` come first in each map, the others sorted.
---@param value table
---@param options? { field_order?: string[], sort_unordered?: boolean }
---@return string? text
---@return errors.Error? err
function yaml.encode(value, options) end

---The value of a YAML document.
---@param text string
---@return any value
---@return errors.Error? err
function yaml.decode(text) end

return yaml

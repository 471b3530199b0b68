---@meta uuid

---@class uuidlib
local uuid = {}

---A UUID with the time, and a random node of the job's own.
---@return string
function uuid.v1() end

---A random UUID.
---@return string
function uuid.v4() end

---A UUID with the time in front, so that they sort by it.
---@return string
function uuid.v7() end

---The UUID that belongs to a name, by MD5.
---@param namespace string a UUID
---@param name string
---@return string? uuid
---@return errors.Error? err
function uuid.v3(namespace, name) end

---The UUID that belongs to a name, by SHA-1.
---@param namespace string a UUID
---@param name string
---@return string? uuid
---@return errors.Error? err
function uuid.v5(namespace, name) end

---Whether a value is a UUID.
---@param value any
---@return boolean
function uuid.validate(value) end

---Its version.
---@param uuid string
---@return integer? version
---@return errors.Error? err
function uuid.version(uuid) end

---Its variant.
---@param uuid string
---@return "RFC4122"|"NCS"|"Microsoft"|"Future"|nil variant
---@return errors.Error? err
function uuid.variant(uuid) end

---What a UUID tells: the time in seconds for versions 1 and 7, the node for version 1.
---@param uuid string
---@return { version: integer, variant: string, timestamp?: integer, node?: string }? parts
---@return errors.Error? err
function uuid.parse(uuid) end

---It in lower case: with dashes, without, or as a URN.
---@param uuid string
---@param format? "standard"|"simple"|"urn"
---@return string? text
---@return errors.Error? err
function uuid.format(uuid, format) end

return uuid

---@meta errors

---@class errorslib
errors = {}

errors.UNKNOWN = ""
errors.NOT_FOUND = "NotFound"
errors.ALREADY_EXISTS = "AlreadyExists"
errors.INVALID = "Invalid"
errors.PERMISSION_DENIED = "PermissionDenied"
errors.UNAVAILABLE = "Unavailable"
errors.INTERNAL = "Internal"
errors.CANCELED = "Canceled"
errors.CONFLICT = "Conflict"
errors.TIMEOUT = "Timeout"
errors.RATE_LIMITED = "RateLimited"

---An error that tells its kind and whether to try again.
---@class errors.Error
---@operator concat(any): string
local Error = {}

---A new error.
---@param message string|{ message: string, kind?: string, retryable?: boolean, details?: table }
---@return errors.Error
function errors.new(message) end

---The same error with what it happened in.
---@param err errors.Error|string
---@param context string|errors.Error
---@return errors.Error
function errors.wrap(err, context) end

---Whether a value is an error object of a kind.
---@param value any
---@param kind string
---@return boolean
function errors.is(value, kind) end

---Where an error comes from; nil when that is not known.
---@param value any
---@return { thread: string, frames: { level: integer, source: string, line: integer, name: string, type: string }[] }?
function errors.call_stack(value) end

---@return string
function Error:message() end

---@return string kind `""` when it has none
function Error:kind() end

---@return boolean? retryable nil when nobody said
function Error:retryable() end

---@return table? details
function Error:details() end

---@return string
function Error:stack() end

return errors

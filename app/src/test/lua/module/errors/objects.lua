local function fault(f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok, "did not fail")
  return (tostring(message):gsub("^[^:]+:%d+: ", ""))
end

for name, kind in pairs {
  UNKNOWN = "", NOT_FOUND = "NotFound", ALREADY_EXISTS = "AlreadyExists", INVALID = "Invalid", PERMISSION_DENIED = "PermissionDenied", UNAVAILABLE = "Unavailable",
  INTERNAL = "Internal", CANCELED = "Canceled", CONFLICT = "Conflict", TIMEOUT = "Timeout", RATE_LIMITED = "RateLimited",
} do
  assert(errors[name] == kind, name)
end
assert(require("errors") == errors)

local plain = errors.new("text")
assert(type(plain) == "userdata" and plain:message() == "text" and plain:kind() == "" and plain:retryable() == nil and tostring(plain) == "text")
local full = errors.new { message = "busy", kind = errors.UNAVAILABLE, retryable = true, details = { after = 5 } }
assert(full:message() == "busy" and full:kind() == "Unavailable" and full:retryable() == true)
assert(errors.new { message = "x", kind = "My own kind" }:kind() == "My own kind")
-- Fields of other types are left out.
local odd = errors.new { message = "x", kind = 5, retryable = "yes", details = "none" }
assert(odd:kind() == "" and odd:retryable() == nil)
assert(errors.new("Invalid", "second argument"):message() == "Invalid")
assert(errors.new("\240\159\152\128"):message() == "\240\159\152\128")

assert(fault(errors.new, {}) == "message field is required")
assert(fault(errors.new, { message = 5 }) == "message must be a string")
assert(fault(errors.new):find("bad argument #1 to 'errors.new' (string or table expected, got no value)", 1, true))
assert(fault(errors.new, 5):find("bad argument #1 to 'errors.new'", 1, true))

assert(errors.is(full, "Unavailable") and errors.is(full, errors.UNAVAILABLE) and not errors.is(full, errors.INVALID) and errors.is(plain, ""))
assert(not errors.is("Unavailable", "Unavailable") and not errors.is(nil, "Invalid") and not errors.is({}, "") and not errors.is(5, ""))
assert(fault(errors.is):find("bad argument #2 to 'errors.is'", 1, true) and fault(errors.is, full):find("bad argument #2 to 'errors.is'", 1, true))

-- Identity, concatenation, and the way through error and pcall.
assert(plain ~= errors.new("text") and plain == plain and ({ [plain] = 1 })[plain] == 1 and ({ [plain] = 1 })[errors.new("text")] == nil)
assert(plain .. "!" == "text!" and "E: " .. plain == "E: text" and plain .. full == "textbusy" and plain .. 1 == "text1")
assert(select(2, pcall(error, plain)) == plain and select(2, pcall(function() error(full, 2) end)) == full and select(2, pcall(assert, false, full)) == full)

-- Errors can't be changed, and their methods are for errors only.
assert(not pcall(function() plain.message = "other" end) and getmetatable(plain) == "errors.Error")
assert(fault(plain.message, "x"):find("errors.Error expected", 1, true) and not pcall(plain.message))

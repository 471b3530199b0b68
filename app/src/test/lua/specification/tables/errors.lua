-- The table on errors, row by row: what is called, and all that it gives. A text that begins with "raises: " is the error.
local inner = errors.new { message = "inner", kind = "NotFound", retryable = true, details = { a = { 1, 2 } } }
local rows = {
  { "new of a text", function() local e = errors.new("m") return e:message(), e:kind(), e:retryable(), e:details() end, "m", "", nil, nil },
  { "new of a table", function() return inner:message(), inner:kind(), inner:retryable(), inner:details().a[2] end, "inner", "NotFound", true, 2 },
  { "a kind of one's own", function() return errors.new { message = "m", kind = "own kind" }:kind() end, "own kind" },
  { "fields of other types", function() local e = errors.new { message = "m", kind = 5, retryable = "yes", details = "d" } return e:kind(), e:retryable(), e:details() end, "", nil, nil },
  { "no message", function() errors.new {} end, "raises: message field is required" },
  { "a message that is no text", function() errors.new { message = 5 } end, "raises: message must be a string" },
  { "two arguments", function() local e = errors.new("Invalid", "text") return e:message(), e:kind() end, "Invalid", "" },
  { "no argument", function() errors.new() end, "raises: bad argument #1 to 'new' (string or table expected, got no value)" },
  { "wrap keeps what the inner one has", function() local e = errors.wrap(inner, "c") return e:message(), e:kind(), e:retryable(), e:details().a[1] end, "inner", "NotFound", true, 1 },
  { "wrap of a text", function() local e = errors.wrap("t", "c") return e:message(), e:kind() end, "t", "" },
  { "wrap of what was wrapped", function() return errors.wrap(errors.wrap("t", "c1"), "c2"):message() end, "c1: t" },
  { "the context", function() local e = errors.wrap("t", "c") return json.encode(e), e:stack():match("^[^\n]*") end, '"c: t"', "c: t" },
  { "a context that is an error", function() return json.encode(errors.wrap("t", errors.new("c"))) end, '"c: t"' },
  { "wrap of nothing", function() errors.wrap(nil, "c") end, "raises: bad argument #1 to 'wrap' (error or string expected, got nil)" },
  { "is", function() return errors.is(inner, "NotFound"), errors.is(inner, "Other"), errors.is("NotFound", "NotFound"), errors.is(nil, "NotFound"), errors.is({}, "") end, true, false, false, false, false },
  { "is without a kind", function() errors.is(inner) end, "raises: bad argument #2 to 'is' (string expected, got no value)" },
  { "call_stack", function() local s = errors.call_stack(errors.new("m")) return type(s.thread), type(s.frames[1].line), errors.call_stack("m") end, "string", "number", nil },
  { "details are fresh", function() inner:details().a = nil return type(inner:details().a) end, "table" },
  { "empty details", function() return errors.new { message = "m", details = {} }:details() end, nil },
  { "type and text", function() return type(inner), tostring(inner), inner == errors.new("inner") end, "userdata", "inner", false },
  { "joining", function() return inner .. "!", "!" .. inner, inner .. inner, inner .. 5 end, "inner!", "!inner", "innerinner", "inner5" },
  { "no fields", function() inner.x = 1 end, "raises: attempt to index upvalue 'inner' (a userdata value)" },
  { "raised and caught", function() local ok, e = pcall(error, inner) return ok, e == inner end, false, true },
  { "asserted", function() local ok, e = pcall(assert, false, inner) return ok, e == inner end, false, true },
}
for name, value in pairs {
  UNKNOWN = "", NOT_FOUND = "NotFound", ALREADY_EXISTS = "AlreadyExists", INVALID = "Invalid", PERMISSION_DENIED = "PermissionDenied", UNAVAILABLE = "Unavailable",
  INTERNAL = "Internal", CANCELED = "Canceled", CONFLICT = "Conflict", TIMEOUT = "Timeout", RATE_LIMITED = "RateLimited",
} do
  rows[#rows + 1] = { name, function() return errors[name] end, value }
end

for _, row in ipairs(rows) do
  local given = table.pack(pcall(row[2]))
  if not given[1] then
    given = { true, "raises: " .. tostring(given[2]):gsub("^[^:]+:%d+: ", ""), n = 2 }
  end
  for i = 3, table.maxn(row) do
    assert(given[i - 1] == row[i], row[1] .. ": " .. tostring(given[i - 1]))
  end
  assert(given.n - 1 >= table.maxn(row) - 2, row[1])
end

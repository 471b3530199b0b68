-- A wrapped error keeps what the inner one says; the context is told by the stack, by JSON and by further wraps.
local inner = errors.new { message = "inner error", kind = errors.TIMEOUT, retryable = true, details = { after = 5 } }
local once = errors.wrap(inner, "outer")
assert(once ~= inner and once:message() == "inner error" and tostring(once) == "inner error" and once .. "!" == "inner error!")
assert(once:kind() == errors.TIMEOUT and once:retryable() == true and once:details().after == 5 and errors.is(once, errors.TIMEOUT))
assert(once:stack():match("^[^\n]*") == "outer: inner error")
assert(json.encode(once) == '"outer: inner error"')
assert(inner:message() == "inner error" and json.encode(inner) == '"inner error"')

local twice = errors.wrap(once, "outermost")
assert(twice:message() == "outer: inner error" and twice:stack():match("^[^\n]*") == "outermost: outer: inner error")
assert(twice:kind() == errors.TIMEOUT and twice:details().after == 5)

-- A text can be wrapped, and the context can be an error, of which the message counts.
local text = errors.wrap("plain", "context")
assert(text:message() == "plain" and text:kind() == "" and text:retryable() == nil and text:details() == nil)
assert(errors.wrap("plain", errors.new("told by an error")):stack():find("^told by an error: plain"))
assert(errors.wrap("plain", once):stack():find("^inner error: plain"))
assert(errors.wrap("", "") :message() == "")

for _, call in ipairs {
  function() errors.wrap() end,
  function() errors.wrap(nil, "context") end,
  function() errors.wrap(5, "context") end,
  function() errors.wrap({}, "context") end,
  function() errors.wrap(inner) end,
  function() errors.wrap(inner, nil) end,
  function() errors.wrap(inner, 5) end,
  function() errors.wrap("text", {}) end,
} do
  local ok, message = pcall(call)
  assert(not ok and message:find("bad argument #%d to 'wrap'"), tostring(message))
end

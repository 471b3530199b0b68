for _, wrong in ipairs { 1, "x", {}, true, setmetatable({}, { __call = print }), coroutine.create(print) } do
  local ok, message = pcall(coroutine.spawn, wrong)
  assert(not ok and message:find("bad argument #1 to 'coroutine.spawn' (function expected, got " .. type(wrong), 1, true), message)
end
local ok, message = pcall(coroutine.spawn)
assert(not ok and message:find("function expected, got no value", 1, true))

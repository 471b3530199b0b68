-- Attacks: the stack, by compiling nested source where the stack is nearly used up.
-- Limits: instructions=50000000 memory=256
-- Expect: succeeded
local source = "return " .. ("("):rep(190) .. "1" .. (")"):rep(190)
local wide = ("x,"):rep(100000) .. "x = 1"
local compiled = 0
local function f()
  compiled = compiled + 1
  load(source)
  if compiled % 20 == 0 then load(wide) end
  local ok, message = pcall(f)
  if not ok then error(message, 0) end
end
local ok, message = pcall(f)
assert(not ok and message:find("stack overflow", 1, true), tostring(message))

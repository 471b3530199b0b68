-- Attacks: the kill, in a handler of errors in a handler of errors.
-- Expect: failed instructions
local function handler(e)
  while true do
    xpcall(error, handler, e)
  end
end
xpcall(error, handler, "x")

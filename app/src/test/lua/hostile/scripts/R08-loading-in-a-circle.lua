-- Attacks: the compiler, with readers that load and that compile what they are about to return.
-- Expect: succeeded
local depth = 0
local function reader()
  depth = depth + 1
  if depth > 500 then return nil end
  local f, message = load(reader)
  assert(f == nil and message:find("stack overflow", 1, true) or f, message)
  return nil
end
load(reader)
local quine = "return load(...)"
for _ = 1, 100 do
  quine = load("return ...")(quine)
end
assert(type(load(quine)("return 1")) == "function")

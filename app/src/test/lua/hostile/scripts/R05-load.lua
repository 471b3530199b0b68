-- Attacks: the stack, by chunks that load chunks and readers that load.
-- Limits: instructions=50000000 memory=256
-- Expect: succeeded
local function f() return load("local f = ... local ok, e = pcall(f) if not ok then error(e, 0) end")(f) end
local ok, message = pcall(f)
assert(not ok and message:find("stack overflow", 1, true), tostring(message))
local depth, refusal = 0, nil
local function reader()
  depth = depth + 1
  local chunk, problem = load(reader)
  refusal = refusal or problem
  return chunk and nil
end
load(reader)
assert(refusal:find("stack overflow", 1, true) and depth > 50, refusal)

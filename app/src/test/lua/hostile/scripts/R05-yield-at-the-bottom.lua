-- Attacks: the stack, by suspending where much of it is in use.
-- Limits: instructions=50000000 memory=256
-- Expect: succeeded
local function dig(n)
  if n == 0 then
    coroutine.yield("bottom")
    return "back"
  end
  local ok, value = pcall(dig, n - 1)
  if not ok then error(value, 0) end
  return value
end
local co = coroutine.wrap(dig)
local n = 1
while true do
  local trial = coroutine.create(dig)
  local ok, value = coroutine.resume(trial, n)
  if not ok then break end
  assert(value == "bottom")
  assert(select(2, coroutine.resume(trial)) == "back")
  n = n + 10
end
assert(n > 50, n)

-- Attacks: the limit of memory, with operands that only a metamethod's call holds.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local t
t = setmetatable({}, {
  __concat = function(a, b)
    local n = #b % 100
    a, b = nil, nil
    if n > 0 then return t .. (keep and ("x"):rep(400000 + n - 1) or ("x"):rep(n - 1)) end
    return ""
  end,
})
local _ = t .. ("x"):rep(50)

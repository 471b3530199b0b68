-- Attacks: the limit of memory, with values that only a sort under way holds.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local function f(n)
  local t = keep and { ("x"):rep(200000) .. n, ("y"):rep(200000) .. n } or { 1, 2 }
  table.sort(t, function(a, b)
    a, b = nil, nil
    t[1], t[2] = nil, nil
    if n > 0 then f(n - 1) end
    return false
  end)
end
f(50)

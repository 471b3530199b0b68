-- Attacks: the limit of memory, with errors that handlers hold while they raise and handle others.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local function f(n)
  if n == 0 then return end
  xpcall(function() error((keep and ("x"):rep(150000) or "") .. n, 0) end, function(e)
    e = nil
    f(n - 1)
  end)
end
f(90)

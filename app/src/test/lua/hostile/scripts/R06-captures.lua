-- Attacks: the limit of memory, with captures that only the call of a replacement function holds.
-- Limits: memory=8 instructions=20000000
-- Expect: failed out_of_memory
-- As garbage: succeeded
local keep = ...
local subject = ("x"):rep(90000) .. ("y"):rep(100000)
local function f(n)
  subject:gsub(keep and "^x+" or "^x", function(captured)
    captured = nil
    if n > 0 then f(n - 1) end
  end)
end
f(150)

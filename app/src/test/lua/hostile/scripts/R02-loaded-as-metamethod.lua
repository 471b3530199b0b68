-- Attacks: the meter, with compiled functions as metamethods that operators call.
-- Expect: failed instructions
local f = load("while true do end", "chunk", "t", {})
local t = setmetatable({}, { __index = f, __add = f, __concat = f, __call = f, __eq = f, __lt = f, __len = f, __unm = f })
pcall(function() return t.x end)
pcall(function() return t + 1 end)

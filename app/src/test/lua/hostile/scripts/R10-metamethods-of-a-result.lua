-- Attacks: the result, with metamethods that would run after the script.
-- Expect: succeeded [{"a":1},[2]]
local function never() while true do end end
local m = { __index = never, __pairs = never, __ipairs = never, __len = never, __tostring = never, __call = never }
return { setmetatable({ a = 1 }, m), setmetatable({ 2 }, m) }

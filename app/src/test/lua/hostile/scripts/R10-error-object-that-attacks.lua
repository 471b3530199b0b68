-- Attacks: the failure, with an error value whose metamethods would run after the script.
-- Expect: failed script: (error object is a table value)
local function never() while true do end end
error(setmetatable({}, { __tostring = never, __index = never, __concat = never, __len = never }))

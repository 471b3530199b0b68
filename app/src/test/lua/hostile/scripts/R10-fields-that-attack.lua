-- Attacks: the log, with fields whose texts are made by functions that attack.
-- Expect: failed instructions
local logger = require("logger")
local t = setmetatable({ print }, { __tostring = function() while true do end end })
pcall(logger.info, logger, "x", { t = t })

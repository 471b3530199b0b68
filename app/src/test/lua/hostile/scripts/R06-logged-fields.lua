-- Attacks: the limit of output, with fields instead of messages.
-- Limits: output=4096
-- Expect: failed output
local logger = require("logger"):with { long = ("x"):rep(3000) }
while true do
  pcall(logger.info, logger, "")
end

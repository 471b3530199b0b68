-- Asks for a server that no policy allows: the connection is refused before any byte leaves.
-- The script sees why, and that trying again makes no sense; returning the error fails the job with it.

local websocket = require("websocket")

local client, err = websocket.connect("wss://not-allowed.example.com/feed")
if err then
  if errors.is(err, errors.PERMISSION_DENIED) then
    print("access denied: " .. err:message())
  elseif err:retryable() then
    print("worth another try: " .. err:message())
  end
  return nil, err
end

client:close()
return "connected, which the policy should not have allowed"

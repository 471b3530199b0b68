---@meta websocket

---@class websocketlib
websocket = {}

websocket.TEXT = 1
websocket.BINARY = 2
websocket.TYPE_TEXT = "text"
websocket.TYPE_BINARY = "binary"
websocket.TYPE_PING = "ping"
websocket.TYPE_PONG = "pong"
websocket.TYPE_CLOSE = "close"
websocket.COMPRESSION = { DISABLED = 0, CONTEXT_TAKEOVER = 1, NO_CONTEXT = 2 }
websocket.CLOSE_CODES = {
  NORMAL = 1000,
  GOING_AWAY = 1001,
  PROTOCOL_ERROR = 1002,
  UNSUPPORTED_DATA = 1003,
  RESERVED = 1004,
  NO_STATUS = 1005,
  ABNORMAL_CLOSURE = 1006,
  INVALID_PAYLOAD = 1007,
  POLICY_VIOLATION = 1008,
  MESSAGE_TOO_BIG = 1009,
  MANDATORY_EXTENSION = 1010,
  INTERNAL_ERROR = 1011,
  SERVICE_RESTART = 1012,
  TRY_AGAIN_LATER = 1013,
  BAD_GATEWAY = 1014,
  TLS_HANDSHAKE = 1015,
}

---What a channel of messages gives.
---@class websocket.Message
---@field type "text"|"binary"
---@field data string

---A number of milliseconds, or text such as `"1m30s"`.
---@alias websocket.Duration number|string

---@class websocket.Options
---@field headers? table<string, string> of the handshake; `"${secret:name}"` stands for a secret
---@field protocols? string[] subprotocols to offer
---@field dial_timeout? websocket.Duration 30 s by default
---@field read_timeout? websocket.Duration none by default
---@field write_timeout? websocket.Duration none by default
---@field compression? 0|1|2|"disabled"|"context_takeover"|"no_context_takeover" disabled by default
---@field compression_threshold? integer bytes; shorter messages are sent as they are
---@field read_limit? integer bytes; a longer message closes the connection with 1009
---@field channel_capacity? integer messages that wait for the script, 32 by default

---A connection.
---@class websocket.Client
local Client = {}

---Connects to a server and waits for the handshake.
---@param url string `ws://` or `wss://`
---@param options? websocket.Options
---@return websocket.Client? client
---@return errors.Error? err
function websocket.connect(url, options) end

---Sends a message and waits until it is written.
---@param data string
---@param type? 1|2 `websocket.TEXT` by default
---@return boolean ok
---@return errors.Error? err
function Client:send(data, type) end

---Sends a ping and waits until it is written.
---@return boolean ok
---@return errors.Error? err
function Client:ping() end

---The channel of received messages.
---@return channel? messages
---@return errors.Error? err
function Client:channel() end

---Another name of `channel`; does not wait.
---@return channel? messages
---@return errors.Error? err
function Client:receive() end

---How the connection ended.
---@class websocket.CloseInfo
---@field code integer of the close frame; 1005 when it had none, 1006 when no frame came
---@field reason string
---@field initiator "local"|"remote"|"limit"|"fault"|"lost"|"policy"|"drain"

---Closes the connection and waits for the server's part of it.
---@param code? integer 1000 by default
---@param reason? string at most 123 bytes of UTF-8
---@return boolean ok
---@return errors.Error? err
function Client:close(code, reason) end

---How the connection ended; nil while it is open.
---@return websocket.CloseInfo? info
function Client:close_info() end

---The subprotocol that the server chose, if any.
---@return string? protocol
function Client:protocol() end

---The connection's id, also in `tostring(client)`.
---@return string id
function Client:id() end

return websocket

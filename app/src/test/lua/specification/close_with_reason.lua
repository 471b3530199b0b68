-- Cierre normal (código 1000) con código y razon
client:close(websocket.CLOSE_CODES.NORMAL, "Session ended")

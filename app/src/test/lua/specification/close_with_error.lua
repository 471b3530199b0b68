-- Cierre de error
client:close(websocket.CLOSE_CODES.INTERNAL_ERROR, "Processing failed")

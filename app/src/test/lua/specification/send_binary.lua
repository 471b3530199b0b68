client:send(binary_data, websocket.BINARY)

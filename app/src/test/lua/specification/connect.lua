local client, err = websocket.connect("wss://api.example.com/ws")
if err then
    return nil, err
end

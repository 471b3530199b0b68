local ch = client:channel()

local msg, ok = ch:receive()
if ok then
    print("Type:", msg.type)  -- "text" o "binary"
    print("Data:", msg.data)
end

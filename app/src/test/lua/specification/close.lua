-- Cierre normal (código 1000)
client:close()

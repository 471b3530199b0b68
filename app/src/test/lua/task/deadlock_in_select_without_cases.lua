-- Fails: Internal: deadlock: all coroutines blocked with no pending operations (threads=1): main in main chunk: channel select
channel.select {}

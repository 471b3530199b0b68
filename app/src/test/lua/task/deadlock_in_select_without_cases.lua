-- Fails: Internal: deadlock: all coroutines blocked with no pending operations (threads=1): main at deadlock_in_select_without_cases.lua:2: channel select
channel.select {}

-- Fails: Internal: deadlock: all coroutines blocked with no pending operations (threads=1): main at deadlock_once_the_last_timer_has_fired.lua:3: channel receive
time.after("5ms")
channel.new():receive()

-- Attacks: the wall time, by a key that takes for ever to make.
-- Limits: millis=300 instructions=100000000000
-- Expect: failed wall_time
pcall(require("crypto").pbkdf2, "password", "salt", 1e7, 65536)

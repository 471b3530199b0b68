-- Attacks: the failure, with bytes that are no UTF-8 and control characters.
-- Expect: failed script: �
error("\255\0\27[31m\r\n", 0)

-- Attacks: the meter, by a long salt that is digested anew for each block of a key.
-- Limits: instructions=1000000
-- Expect: failed instructions
return #require("crypto").pbkdf2("password", ("s"):rep(65536), 1, 65536)

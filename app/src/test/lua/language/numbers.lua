assert(tostring(1 / 3) == "0.33333333333333" and tostring(1e100) == "1e+100" and tostring(2 ^ 53) == "9.007199254741e+15")
assert(tostring(100) == "100" and tostring(1e14) == "1e+14" and tostring(123456789012) == "123456789012")
assert(tostring(0.1) == "0.1" and tostring(-1.5) == "-1.5" and tostring(1e-5) == "1e-05" and tostring(1 / 0) == "inf")
assert(7 % 3 == 1 and -7 % 3 == 2 and 7 % -3 == -2 and 5.5 % 2 == 1.5 and -5.5 % 2 == 0.5)
assert(2 ^ 10 == 1024 and 2 ^ 0.5 == math.sqrt(2) and -2 ^ 2 == -4)
assert(7 / 2 == 3.5 and 1 / 0 == math.huge and -1 / 0 == -math.huge)
assert("10" + 5 == 15 and "0x10" * 1 == 16 and " 3 " + 0 == 3 and "1e2" + 0 == 100)
assert(10 .. 20 == "1020" and 1.5 .. "" == "1.5")
assert(2147483647 + 1 == 2147483648 and -2147483648 - 1 == -2147483649 and 65536 * 65536 == 4294967296)
assert(1 == 1.0 and "1" ~= 1 and 0 == -0)
assert("a" < "b" and "a" < "aa" and "Z" < "a" and "" < "a" and not ("a" < "a") and "a" <= "a")
assert("\127" < "\128" and "\255" > "a")
local t = {}
t[1] = "int"
assert(t[1.0] == "int" and t[2 - 1] == "int")
t[2 ^ 40] = "big"
assert(t[1099511627776] == "big")
assert(#"\0\0" == 2 and "a\0b" ~= "a\0c")

-- Constants are folded to what the operators give.
local base, exponent = 1.1, 7.3
assert(1.1 ^ 7.3 == base ^ exponent and 2 ^ -1030 > 0 and 2 ^ 0.5 * 2 ^ 0.5 - 2 < 1e-15)

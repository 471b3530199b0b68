-- Attacks: the result, with bytes that are no UTF-8.
-- Expect: succeeded ["�","a�b"]
return { "\255", "a\237\160\128b" and "a\128b" }

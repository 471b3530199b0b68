-- Attacks: the output, with very many values in one line.
-- Expect: failed output
print(("x"):rep(5000):byte(1, -1))

-- Attacks: the output, with a line longer than all that is allowed.
-- Expect: failed output
print(("x"):rep(1000000))

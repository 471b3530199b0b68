-- Attacks: the result, with values that JSON has nothing for.
-- Expect: failed script: result[1].f
return { { f = print } }

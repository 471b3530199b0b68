-- Attacks: the result, with keys of every kind.
-- Expect: failed script: key that is a table
return { [{}] = 1 }

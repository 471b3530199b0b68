-- Attacks: the failure, with a huge text as second result.
-- Expect: failed script: xxxxxxxxxxxxxxxxxxxxxxxx
return nil, ("x"):rep(4000000)

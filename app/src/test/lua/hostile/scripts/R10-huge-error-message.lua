-- Attacks: the failure, with a message of megabytes.
-- Expect: failed script: attack:3: xxxxxxxxxxxxxxxx
error(("x"):rep(4000000))

-- Attacks: the meter, with a function compiled into an empty environment.
-- Expect: failed instructions
load("while true do end", "chunk", "t", {})()

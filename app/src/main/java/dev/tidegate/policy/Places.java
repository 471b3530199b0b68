package dev.tidegate.policy;

/** Where the clauses of a policy stand. */
record Places(Place groups, Place actions, Place resources) {}

package dev.tidegate.policy;

/**
 * A place in a policy file.
 *
 * @param line from 1
 * @param column in characters from 1
 */
record Place(int line, int column) {}

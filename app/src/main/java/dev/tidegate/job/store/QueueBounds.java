package dev.tidegate.job.store;

/**
 * How many jobs there may be.
 *
 * @param running of one actor, at the same time
 * @param queued of one actor
 * @param maxQueued of all actors together
 */
record QueueBounds(int running, int queued, int maxQueued) {}

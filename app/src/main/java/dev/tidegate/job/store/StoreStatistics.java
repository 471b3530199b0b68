package dev.tidegate.job.store;

/**
 * What the store has written so far.
 *
 * @param waiting writes that wait now
 * @param groups transactions
 * @param writes writes that are on disk
 * @param failures writes that failed
 * @param refused writes that were not taken on, because too many waited
 */
public record StoreStatistics(
    long waiting, long groups, long writes, long failures, long refused) {}

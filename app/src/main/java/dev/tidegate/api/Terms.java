package dev.tidegate.api;

import dev.tidegate.job.Budget;

/**
 * What a request may ask for.
 *
 * @param budget its size and limits
 * @param kept whether the job is kept, so that it may be tried again and be given a priority
 */
record Terms(Budget budget, boolean kept) {}

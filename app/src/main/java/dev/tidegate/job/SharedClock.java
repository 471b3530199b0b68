package dev.tidegate.job;

import java.time.InstantSource;

/**
 * The time as all nodes of a store have it: that of the store. What nodes compare with each other
 * is told in it.
 */
public interface SharedClock extends InstantSource {}

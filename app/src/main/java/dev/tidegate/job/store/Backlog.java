package dev.tidegate.job.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of the store that have not ended.
 *
 * @param queued those that wait for a node
 * @param delayed those that wait for the time of their next attempt
 * @param running those that a node has taken on
 * @param oldestDue the earliest time from which one of those that wait may run; null when none
 *     waits
 */
public record Backlog(long queued, long delayed, long running, @Nullable Instant oldestDue) {}

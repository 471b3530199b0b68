package dev.tidegate.lua;

import java.time.Duration;

/**
 * What a run has used so far.
 *
 * @param instructions units of work charged
 * @param memoryPeak the most bytes that it was seen to keep alive, by the engine's size model; a
 *     run that ends before it was looked at counts what its context takes
 * @param output bytes of log messages (UTF-8)
 * @param wall time since the start, or from start to end once it has ended
 * @param traffic what went over its connections
 */
public record Usage(
    long instructions, long memoryPeak, long output, Duration wall, Traffic.Totals traffic) {}

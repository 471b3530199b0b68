package dev.tidegate.lua;

/**
 * What an engine has done since it was made.
 *
 * @param scriptsCompiled scripts that were not in the cache
 * @param scriptsReused scripts that were
 * @param scriptCacheBytes what the cache takes now
 * @param memoryAudits how often it was found out what a run keeps alive
 * @param faults runs that a fault of the engine has ended
 * @param tainted whether one of these was an error of the JVM that it may not have got over
 */
public record EngineStatistics(
    long scriptsCompiled,
    long scriptsReused,
    long scriptCacheBytes,
    long memoryAudits,
    long faults,
    boolean tainted) {}

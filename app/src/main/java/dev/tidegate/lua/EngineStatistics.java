package dev.tidegate.lua;

/**
 * What an engine has done since it was made.
 *
 * @param scriptsCompiled scripts that were not in the cache
 * @param scriptsReused scripts that were
 * @param scriptCacheBytes what the cache takes now
 * @param memoryAudits how often it was found out what a run keeps alive
 */
public record EngineStatistics(
    long scriptsCompiled, long scriptsReused, long scriptCacheBytes, long memoryAudits) {}

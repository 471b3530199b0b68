package dev.tidegate.job;

/**
 * What a job may ask for.
 *
 * @param source the longest script
 * @param limits the range of its limits
 */
public record Budget(ByteSize source, LimitRange limits) {}

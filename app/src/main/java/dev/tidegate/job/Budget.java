package dev.tidegate.job;

/**
 * What a job that runs within a request may ask for.
 *
 * @param source the longest script
 * @param limits the range of its limits
 */
public record Budget(ByteSize source, LimitRange limits) {}

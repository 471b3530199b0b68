package dev.tidegate.audit;

/**
 * What has become of the decisions since the start.
 *
 * @param recorded how many were written and kept
 * @param sampled how many that allow were left out by the sampling
 * @param omitted how many were only counted because their job had too many
 * @param lost how many found no room to wait for being written
 */
public record AuditStatistics(long recorded, long sampled, long omitted, long lost) {}

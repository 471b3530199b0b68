package dev.tidegate.job;

import java.time.Instant;

/**
 * An attempt that a node has taken on: the store has it as running there.
 *
 * @param id the job
 * @param attempt which attempt it is, counted from 1
 * @param submission what is to be run
 * @param retry whether it is tried again
 * @param createdAt when the job was accepted
 * @param startedAt when it was claimed
 * @param lastLogSeq the position of the last log entry of earlier attempts; 0 when there is none
 * @param lease the version of the queue's entry, which tells this claim from every other
 */
public record ClaimedJob(
    JobId id,
    int attempt,
    Submission submission,
    Retry retry,
    Instant createdAt,
    Instant startedAt,
    long lastLogSeq,
    long lease) {}

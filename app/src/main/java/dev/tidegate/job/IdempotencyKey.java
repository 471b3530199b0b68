package dev.tidegate.job;

/**
 * A client's name for a submission, so that it may send it again without its being accepted twice.
 * Keys of different actors have nothing to do with each other.
 *
 * @param key what the client calls it
 * @param fingerprint of everything that was submitted, as hexadecimal SHA-256: the same key with
 *     another one is refused
 */
public record IdempotencyKey(String key, String fingerprint) {}

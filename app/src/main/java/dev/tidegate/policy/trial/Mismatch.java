package dev.tidegate.policy.trial;

/**
 * Something that came out otherwise than a case expects.
 *
 * @param what the key of the case: {@code decision}, {@code by}, {@code in_shadow} or {@code
 *     shadows}
 * @param expected what the case says
 * @param actual what the policies say
 */
public record Mismatch(String what, String expected, String actual) {}

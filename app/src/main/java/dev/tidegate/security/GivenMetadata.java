package dev.tidegate.security;

import dev.tidegate.policy.Metadata;

/**
 * Metadata that a script has given.
 *
 * @param metadata the metadata
 * @param entries how many values there are in it
 * @param characters how long its texts are together, those of its keys included
 */
record GivenMetadata(Metadata metadata, int entries, int characters) {

  static final GivenMetadata NONE = new GivenMetadata(Metadata.EMPTY, 0, 0);

  /** To how many characters of a text an entry comes for a condition or an expression. */
  private static final int CHARACTERS_PER_ENTRY = 16;

  /** About what one entry takes besides its characters. */
  private static final int BYTES_PER_ENTRY = 80;

  /** How much work it may make for conditions that look at all of it, in characters of text. */
  int effort() {
    return characters + CHARACTERS_PER_ENTRY * entries;
  }

  /** About what it takes. */
  long bytes() {
    return (long) BYTES_PER_ENTRY * entries + 2L * characters;
  }
}

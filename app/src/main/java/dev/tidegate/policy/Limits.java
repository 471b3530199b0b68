package dev.tidegate.policy;

/** How much a set of policies may hold. A set that holds more is refused. */
public final class Limits {

  /** The bytes of one file. */
  public static final int MOST_BYTES = 1 << 20;

  /** The characters of one line. */
  public static final int LONGEST_LINE = 1 << 16;

  /** The texts, lists and mappings of one file, keys included. */
  public static final int MOST_NODES = 100_000;

  /** Entries in all files. */
  public static final int MOST_ENTRIES = 5_000;

  /** Items of one list: actions, resources, groups, or the values of a condition. */
  public static final int MOST_ITEMS = 1_000;

  /** Conditions of one policy. */
  public static final int MOST_CONDITIONS = 50;

  private Limits() {}
}

package dev.tidegate.lua.module.time;

import java.util.OptionalInt;

/**
 * What clocks show somewhere: how far they are from UTC at an instant, and what that is called.
 * Immutable; instants are seconds since 1970.
 */
sealed interface Zone permits FixedZone, RegionZone {

  /** Coordinated universal time. */
  Zone UTC = new FixedZone("UTC", 0);

  /** The name of the whole, such as {@code Europe/Berlin}; may be empty. */
  String name();

  /** Seconds that clocks are ahead of UTC at the instant; negative in the west. */
  int offsetAt(long second);

  /** What the time that clocks show is called, such as {@code CEST}; may be empty. */
  String abbreviationAt(long second);

  /**
   * How far clocks are ahead of UTC when what they show is called so; empty when it never is.
   *
   * @param clockSecond what they show, as if it were UTC: says which is meant where the name has
   *     changed its meaning
   */
  OptionalInt offsetOf(String abbreviation, long clockSecond);
}

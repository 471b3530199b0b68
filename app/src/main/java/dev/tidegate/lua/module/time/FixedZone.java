package dev.tidegate.lua.module.time;

import java.util.OptionalInt;

/**
 * Always as far from UTC.
 *
 * @param name what it is called, and the time that clocks show there too; may be empty
 * @param offset seconds ahead of UTC, any number
 */
record FixedZone(String name, int offset) implements Zone {

  @Override
  public int offsetAt(long second) {
    return offset;
  }

  @Override
  public String abbreviationAt(long second) {
    return name;
  }

  @Override
  public OptionalInt offsetOf(String abbreviation, long clockSecond) {
    return abbreviation.equals(name) ? OptionalInt.of(offset) : OptionalInt.empty();
  }
}

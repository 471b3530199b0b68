package dev.tidegate.lua.module.time;

import java.time.Instant;
import java.time.zone.ZoneRules;
import java.util.OptionalInt;

/**
 * A region with a history of its clocks.
 *
 * @param name such as {@code Europe/Berlin}
 * @param rules how far its clocks were, are and will be from UTC
 * @param abbreviations what their time was and is called
 */
record RegionZone(String name, ZoneRules rules, Abbreviations abbreviations) implements Zone {

  @Override
  public int offsetAt(long second) {
    return rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
  }

  @Override
  public String abbreviationAt(long second) {
    return abbreviations.at(offsetAt(second), second);
  }

  @Override
  public OptionalInt offsetOf(String abbreviation, long clockSecond) {
    for (int offset : abbreviations.offsetsOf(abbreviation)) {
      long second = clockSecond - offset;
      if (abbreviationAt(second).equals(abbreviation)) {
        return OptionalInt.of(offsetAt(second));
      }
    }
    return abbreviations.offsetsOf(abbreviation).stream().mapToInt(Integer::intValue).findFirst();
  }
}

package dev.tidegate.lua.module.time;

import java.util.List;

/**
 * How a time is written: Go's reference time, Monday, January 2nd 2006 at 15:04:05 in a zone seven
 * hours behind UTC. Immutable.
 *
 * @param text as it was given, a character a byte
 * @param elements its pieces
 */
record Layout(String text, List<Element> elements) {

  private static final Layout RFC3339_FORM = of("2006-01-02T15:04:05Z07:00");
  private static final Layout PLAIN_FORM = of("2006-01-02 15:04:05.999999999 -0700 MST");

  /** As in {@code -285418781} and {@code -596523:14:08}; names of zones may be longer. */
  private static final int LONGEST_FIELD = 16;

  Layout {
    elements = List.copyOf(elements);
  }

  /** Any text is a layout. */
  static Layout of(String text) {
    return new Layout(text, LayoutScanner.scan(text));
  }

  /** The one of RFC 3339, such as {@code 2006-01-02T15:04:05Z}. */
  static Layout rfc3339() {
    return RFC3339_FORM;
  }

  /** The one that {@code tostring} uses. */
  static Layout plain() {
    return PLAIN_FORM;
  }

  /** The time in this layout. */
  String format(Moment moment) {
    return new TimeWriter(moment).write(elements);
  }

  /** At least as many bytes as {@link #format} gives. */
  long longest(Moment moment) {
    int name = moment.zone().abbreviationAt(moment.second()).length();
    return text.length() + (long) elements.size() * Math.max(LONGEST_FIELD, name);
  }

  /**
   * The time that the text says.
   *
   * @param zone whose clocks are meant where the text says nothing, and whose abbreviations count
   */
  Parsed parse(String value, Zone zone) {
    return new TimeReader(this, value, zone).read();
  }

  /** What a text turns out to be. */
  sealed interface Parsed {

    /** A time. */
    record Time(Moment moment) implements Parsed {}

    /** None in this layout. */
    record Mismatch(String message) implements Parsed {}
  }
}

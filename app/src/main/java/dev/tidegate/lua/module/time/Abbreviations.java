package dev.tidegate.lua.module.time;

import java.util.List;

/**
 * What the time of a region is called, by how far its clocks are from UTC.
 *
 * @param entries those for the same offset in the order of time
 */
record Abbreviations(List<Entry> entries) {

  static final Abbreviations NONE = new Abbreviations(List.of());

  Abbreviations {
    entries = List.copyOf(entries);
  }

  /**
   * The name at the instant; where none is known, the offset such as {@code +0530} or {@code +03}.
   */
  String at(int offset, long second) {
    String name = null;
    for (Entry entry : entries) {
      if (entry.offset == offset && (name == null || entry.from <= second)) {
        name = entry.name;
      }
    }
    return name == null ? numeric(offset) : name;
  }

  /** Each offset that has ever had the name. */
  List<Integer> offsetsOf(String name) {
    return entries.stream()
        .filter(entry -> entry.name.equals(name))
        .map(Entry::offset)
        .distinct()
        .toList();
  }

  private static String numeric(int offset) {
    int minutes = Math.abs(offset) / 60;
    String hours = "%s%02d".formatted(offset < 0 ? "-" : "+", minutes / 60);
    return minutes % 60 == 0 ? hours : hours + "%02d".formatted(minutes % 60);
  }

  /**
   * From an instant on, clocks that are so far from UTC show a time of this name.
   *
   * @param offset seconds ahead of UTC
   * @param from seconds since 1970
   */
  record Entry(String name, int offset, long from) {}
}

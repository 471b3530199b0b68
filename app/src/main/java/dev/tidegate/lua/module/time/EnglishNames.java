package dev.tidegate.lua.module.time;

import java.util.List;

/** The names of months and weekdays. The short form of each is its first three letters. */
final class EnglishNames {

  static final int SHORT = 3;

  /** From January. */
  static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  /** From Sunday. */
  static final List<String> WEEKDAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

  private EnglishNames() {}
}

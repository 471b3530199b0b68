package dev.tidegate.lua.module.time;

/** A piece of a layout that stands for a part of a time; written as in Go's reference time. */
enum Field implements Element {
  LONG_YEAR("2006"),
  YEAR("06"),
  LONG_MONTH("January"),
  MONTH("Jan"),
  ZERO_MONTH("01"),
  NUMBER_MONTH("1"),
  LONG_WEEKDAY("Monday"),
  WEEKDAY("Mon"),
  ZERO_DAY("02"),
  UNDER_DAY("_2"),
  DAY("2"),
  ZERO_YEAR_DAY("002"),
  UNDER_YEAR_DAY("__2"),
  HOUR("15"),
  ZERO_HOUR_12("03"),
  HOUR_12("3"),
  ZERO_MINUTE("04"),
  MINUTE("4"),
  ZERO_SECOND("05"),
  SECOND("5"),
  UPPER_HALF("PM"),
  LOWER_HALF("pm"),
  ABBREVIATION("MST"),
  OFFSET("-0700"),
  OFFSET_COLON("-07:00"),
  OFFSET_HOURS("-07"),
  OFFSET_SECONDS("-070000"),
  OFFSET_COLON_SECONDS("-07:00:00"),
  ZULU("Z0700"),
  ZULU_COLON("Z07:00"),
  ZULU_HOURS("Z07"),
  ZULU_SECONDS("Z070000"),
  ZULU_COLON_SECONDS("Z07:00:00");

  private static final int HOURS_LENGTH = 3;
  private static final int LONGEST_WITHOUT_SECONDS = 6;

  private final String text;

  Field(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }

  /** Whether UTC is shown as {@code Z}. */
  boolean isZulu() {
    return text.charAt(0) == 'Z';
  }

  /** Whether the numbers of an offset have colons between them. */
  boolean hasColons() {
    return text.indexOf(':') >= 0;
  }

  /** Whether an offset shows minutes. */
  boolean hasMinutes() {
    return text.length() > HOURS_LENGTH;
  }

  /** Whether an offset shows seconds. */
  boolean hasSeconds() {
    return text.length() > LONGEST_WITHOUT_SECONDS;
  }
}

package dev.tidegate.lua.module.time;

import java.time.LocalDateTime;
import java.util.List;

/** Writes one time in one layout. */
final class TimeWriter {

  private static final int NANO_DIGITS = 9;

  private final Moment moment;
  private final LocalDateTime shown;
  private final StringBuilder text = new StringBuilder();

  TimeWriter(Moment moment) {
    this.moment = moment;
    this.shown = moment.shown();
  }

  String write(List<Element> elements) {
    for (Element element : elements) {
      switch (element) {
        case Element.Literal literal -> text.append(literal.text());
        case Element.Fraction fraction -> fraction(fraction);
        case Field field -> field(field);
      }
    }
    return text.toString();
  }

  private void field(Field field) {
    int hour = shown.getHour();
    switch (field) {
      case LONG_YEAR -> number(shown.getYear(), 4, '0');
      case YEAR -> number(Math.max(shown.getYear(), 0) % 100, 2, '0');
      case LONG_MONTH -> text.append(month());
      case MONTH -> text.append(month(), 0, EnglishNames.SHORT);
      case ZERO_MONTH -> number(shown.getMonthValue(), 2, '0');
      case NUMBER_MONTH -> text.append(shown.getMonthValue());
      case LONG_WEEKDAY -> text.append(weekday());
      case WEEKDAY -> text.append(weekday(), 0, EnglishNames.SHORT);
      case ZERO_DAY -> number(shown.getDayOfMonth(), 2, '0');
      case UNDER_DAY -> number(shown.getDayOfMonth(), 2, ' ');
      case DAY -> text.append(shown.getDayOfMonth());
      case ZERO_YEAR_DAY -> number(shown.getDayOfYear(), 3, '0');
      case UNDER_YEAR_DAY -> number(shown.getDayOfYear(), 3, ' ');
      case HOUR -> number(hour, 2, '0');
      case ZERO_HOUR_12 -> number(hour12(hour), 2, '0');
      case HOUR_12 -> text.append(hour12(hour));
      case ZERO_MINUTE -> number(shown.getMinute(), 2, '0');
      case MINUTE -> text.append(shown.getMinute());
      case ZERO_SECOND -> number(shown.getSecond(), 2, '0');
      case SECOND -> text.append(shown.getSecond());
      case UPPER_HALF -> text.append(hour < 12 ? "AM" : "PM");
      case LOWER_HALF -> text.append(hour < 12 ? "am" : "pm");
      case ABBREVIATION -> abbreviation();
      case OFFSET,
          OFFSET_COLON,
          OFFSET_HOURS,
          OFFSET_SECONDS,
          OFFSET_COLON_SECONDS,
          ZULU,
          ZULU_COLON,
          ZULU_HOURS,
          ZULU_SECONDS,
          ZULU_COLON_SECONDS ->
          offset(field);
    }
  }

  private String month() {
    return EnglishNames.MONTHS.get(shown.getMonthValue() - 1);
  }

  private String weekday() {
    return EnglishNames.WEEKDAYS.get(shown.getDayOfWeek().getValue() % 7);
  }

  private static int hour12(int hour) {
    return hour % 12 == 0 ? 12 : hour % 12;
  }

  private void number(int number, int width, char padding) {
    if (number < 0) {
      text.append('-');
    }
    String digits = Integer.toString(Math.abs(number));
    text.repeat(padding, Math.max(0, width - digits.length())).append(digits);
  }

  private void abbreviation() {
    String name = moment.zone().abbreviationAt(moment.second());
    if (name.isEmpty()) {
      offset(Field.OFFSET);
    } else {
      text.append(name);
    }
  }

  private void offset(Field field) {
    int offset = moment.offset();
    if (offset == 0 && field.isZulu()) {
      text.append('Z');
      return;
    }
    int seconds = Math.abs(offset);
    String colon = field.hasColons() ? ":" : "";
    // Less than what is shown is zero, which has no sign.
    boolean isZero = seconds < 60 && !field.hasSeconds();
    text.append(offset < 0 && !isZero ? '-' : '+');
    number(seconds / 3600, 2, '0');
    if (field.hasMinutes()) {
      text.append(colon);
      number(seconds / 60 % 60, 2, '0');
    }
    if (field.hasSeconds()) {
      text.append(colon);
      number(seconds % 60, 2, '0');
    }
  }

  private void fraction(Element.Fraction fraction) {
    int nano = moment.nano();
    if (fraction.trimmed() && nano == 0) {
      return;
    }
    int start = text.length();
    text.append(fraction.separator());
    number(nano, NANO_DIGITS, '0');
    text.setLength(start + 1 + Math.min(fraction.digits(), NANO_DIGITS));
    if (fraction.trimmed()) {
      int end = text.length();
      while (text.charAt(end - 1) == '0') {
        end--;
      }
      // The separator does not stand alone.
      text.setLength(end == start + 1 ? start : end);
    }
  }
}

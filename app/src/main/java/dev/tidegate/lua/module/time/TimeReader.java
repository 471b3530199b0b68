package dev.tidegate.lua.module.time;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads one text in one layout, by the rules of Go's {@code time.ParseInLocation}. */
final class TimeReader {

  /** Two digits of a year from here on are of the last century. */
  private static final int FIRST_OF_1900 = 69;

  private static final int ABSENT = -1;

  private final Layout layout;
  private final String value;
  private final Zone zone;
  private final Cursor cursor;

  private int year;
  private int month = ABSENT;
  private int day = ABSENT;
  private int yearDay = ABSENT;
  private int hour;
  private int minute;
  private int second;
  private int nano;
  private boolean isMorning;
  private boolean isAfternoon;
  private boolean isUtc;
  private @Nullable Integer offset;
  private String abbreviation = "";

  TimeReader(Layout layout, String value, Zone zone) {
    this.layout = layout;
    this.value = value;
    this.zone = zone;
    this.cursor = new Cursor(value);
  }

  Layout.Parsed read() {
    String expected = "";
    int from = 0;
    try {
      for (int i = 0; i < layout.elements().size(); i++) {
        Element element = layout.elements().get(i);
        expected = element.text();
        from = cursor.position();
        switch (element) {
          case Element.Literal literal -> cursor.skip(literal.text());
          case Element.Fraction fraction -> fraction(fraction);
          case Field field -> field(field, i);
        }
      }
      if (!cursor.isAtEnd()) {
        throw Unreadable.because("extra text: " + quoted(cursor.rest()));
      }
      return new Layout.Parsed.Time(moment());
    } catch (Unreadable unreadable) {
      String reason = unreadable.reason();
      return new Layout.Parsed.Mismatch(
          "parsing time "
              + quoted(value)
              + (reason == null
                  ? " as "
                      + quoted(layout.text())
                      + ": cannot parse "
                      + quoted(value.substring(from))
                      + " as "
                      + quoted(expected)
                  : ": " + reason));
    }
  }

  private static String quoted(String text) {
    return ByteText.quoted(text);
  }

  private void field(Field field, int index) {
    switch (field) {
      case LONG_YEAR -> year = cursor.number(4, 4);
      case YEAR -> {
        int ofCentury = cursor.number(2, 2);
        year = ofCentury + (ofCentury >= FIRST_OF_1900 ? 1900 : 2000);
      }
      case LONG_MONTH -> month = 1 + cursor.name(EnglishNames.MONTHS, Integer.MAX_VALUE);
      case MONTH -> month = 1 + cursor.name(EnglishNames.MONTHS, EnglishNames.SHORT);
      case ZERO_MONTH -> month = inRange("month", cursor.number(2, 2), 1, 12);
      case NUMBER_MONTH -> month = inRange("month", cursor.number(1, 2), 1, 12);
      // Whether the weekday is the date's own does not matter.
      case LONG_WEEKDAY -> cursor.name(EnglishNames.WEEKDAYS, Integer.MAX_VALUE);
      case WEEKDAY -> cursor.name(EnglishNames.WEEKDAYS, EnglishNames.SHORT);
      case ZERO_DAY -> day = cursor.number(2, 2);
      case DAY -> day = cursor.number(1, 2);
      case UNDER_DAY -> {
        cursor.skipIf(" ");
        day = cursor.number(1, 2);
      }
      case ZERO_YEAR_DAY -> yearDay = cursor.number(3, 3);
      case UNDER_YEAR_DAY -> {
        cursor.skipIf(" ");
        cursor.skipIf(" ");
        yearDay = cursor.number(1, 3);
      }
      case HOUR -> hour = inRange("hour", cursor.number(1, 2), 0, 23);
      case ZERO_HOUR_12 -> hour = inRange("hour", cursor.number(2, 2), 0, 12);
      case HOUR_12 -> hour = inRange("hour", cursor.number(1, 2), 0, 12);
      case ZERO_MINUTE -> minute = inRange("minute", cursor.number(2, 2), 0, 59);
      case MINUTE -> minute = inRange("minute", cursor.number(1, 2), 0, 59);
      case ZERO_SECOND -> second(2, index);
      case SECOND -> second(1, index);
      case UPPER_HALF -> half("AM", "PM");
      case LOWER_HALF -> half("am", "pm");
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

  private static int inRange(String what, int number, int least, int most) {
    if (number < least || number > most) {
      throw Unreadable.because(what + " out of range");
    }
    return number;
  }

  private void second(int leastDigits, int index) {
    second = inRange("second", cursor.number(leastDigits, 2), 0, 59);
    // A fraction may be there without being in the layout.
    int digits = cursor.fractionDigits();
    if (digits > 0 && !nextFieldIsFraction(index)) {
      nano = cursor.fraction(digits);
    }
  }

  private boolean nextFieldIsFraction(int index) {
    return layout.elements().stream()
        .skip(index + 1L)
        .filter(element -> !(element instanceof Element.Literal))
        .findFirst()
        .filter(element -> element instanceof Element.Fraction)
        .isPresent();
  }

  private void fraction(Element.Fraction fraction) {
    int digits = fraction.trimmed() ? cursor.fractionDigits() : fraction.digits();
    if (digits > 0) {
      nano = cursor.fraction(digits);
    }
  }

  private void half(String morning, String afternoon) {
    switch (cursor.take(2)) {
      case String half when half.equals(morning) -> isMorning = true;
      case String half when half.equals(afternoon) -> isAfternoon = true;
      default -> throw Unreadable.form();
    }
  }

  private void abbreviation() {
    if (cursor.skipIf("UTC")) {
      isUtc = true;
      return;
    }
    int length = AbbreviationText.length(cursor.rest());
    if (length == 0) {
      throw Unreadable.form();
    }
    abbreviation = cursor.take(length);
  }

  private void offset(Field field) {
    if (field.isZulu() && cursor.skipIf("Z")) {
      isUtc = true;
      return;
    }
    String sign = cursor.take(1);
    if (!sign.equals("+") && !sign.equals("-")) {
      throw Unreadable.form();
    }
    int seconds = 3600 * inRange("time zone offset hour", cursor.number(2, 2), 0, 24);
    if (field.hasMinutes()) {
      seconds += 60 * offsetPart(field, "time zone offset minute");
    }
    if (field.hasSeconds()) {
      seconds += offsetPart(field, "time zone offset second");
    }
    offset = sign.equals("-") ? -seconds : seconds;
  }

  /** Some people do write 60. */
  private int offsetPart(Field field, String what) {
    if (field.hasColons()) {
      cursor.skip(":");
    }
    return inRange(what, cursor.number(2, 2), 0, 60);
  }

  private Moment moment() {
    if (isAfternoon && hour < 12) {
      hour += 12;
    } else if (isMorning && hour == 12) {
      hour = 0;
    }
    LocalDate date = date();
    if (isUtc) {
      return at(date, Zone.UTC);
    }
    Integer given = offset;
    if (given != null) {
      return withOffset(at(date, Zone.UTC).plus(-given * 1_000_000_000L), given);
    }
    return abbreviation.isEmpty() ? at(date, zone) : withAbbreviation(at(date, Zone.UTC));
  }

  private Moment at(LocalDate date, Zone there) {
    return Moment.of(
        date.getYear(),
        date.getMonthValue(),
        date.getDayOfMonth(),
        hour,
        minute,
        second,
        nano,
        there);
  }

  private Moment withOffset(Moment instant, int given) {
    Moment here = instant.in(zone);
    boolean isHere =
        here.offset() == given
            && (abbreviation.isEmpty() || zone.abbreviationAt(here.second()).equals(abbreviation));
    return isHere ? here : instant.in(new FixedZone(abbreviation, given));
  }

  private Moment withAbbreviation(Moment clocks) {
    OptionalInt known = zone.offsetOf(abbreviation, clocks.second());
    if (known.isPresent()) {
      return clocks.plus(-known.getAsInt() * 1_000_000_000L).in(zone);
    }
    // As Go has it, even with the hours in GMT-8 the clocks are taken to show UTC.
    return clocks.in(new FixedZone(abbreviation, 3600 * AbbreviationText.hours(abbreviation)));
  }

  private LocalDate date() {
    if (yearDay != ABSENT) {
      return dateOfYearDay();
    }
    YearMonth ofMonth = YearMonth.of(year, month == ABSENT ? 1 : month);
    int ofDay = day == ABSENT ? 1 : day;
    if (!ofMonth.isValidDay(ofDay)) {
      throw Unreadable.because("day out of range");
    }
    return ofMonth.atDay(ofDay);
  }

  private LocalDate dateOfYearDay() {
    Year ofYear = Year.of(year);
    if (yearDay < 1 || yearDay > ofYear.length()) {
      throw Unreadable.because("day-of-year out of range");
    }
    LocalDate date = ofYear.atDay(yearDay);
    if (month != ABSENT && month != date.getMonthValue()) {
      throw Unreadable.because("day-of-year does not match month");
    }
    if (day != ABSENT && day != date.getDayOfMonth()) {
      throw Unreadable.because("day-of-year does not match day");
    }
    return date;
  }
}

package dev.tidegate.lua.lib;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.ByteBuilder;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.TimeZone;
import org.luaj.vm2.LuaString;

/** The conversions of POSIX's {@code strftime} in the C locale, but {@code %s}. */
final class DateFormat {

  private static final String CONVERSIONS = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%";

  private static final Locale NAMES = Locale.ENGLISH;

  private static final int CONVERSION_PRICE = 100;

  private final Arguments arguments;
  private final ZonedDateTime time;

  DateFormat(Arguments arguments, ZonedDateTime time) {
    this.arguments = arguments;
    this.time = time;
  }

  LuaString format(LuaRuntime runtime, String format) {
    ByteBuilder result = new ByteBuilder(runtime);
    int literal = 0;
    int percent = format.indexOf('%');
    while (percent >= 0) {
      result.append(LuaText.encode(format.substring(literal, percent)));
      int conversion = percent + 1;
      // In the C locale there are no alternative forms: those asked for are the usual ones.
      if (format.startsWith("E", conversion) && isOneOf("cCxXyY", format, conversion + 1)) {
        conversion++;
      } else if (format.startsWith("O", conversion)
          && isOneOf("deHImMSuUVwWy", format, conversion + 1)) {
        conversion++;
      }
      if (!isOneOf(CONVERSIONS, format, conversion)) {
        throw arguments.error(
            1, "invalid conversion specifier '%" + format.substring(percent + 1) + "'");
      }
      runtime.charge(CONVERSION_PRICE);
      result.append(LuaText.encode(convert(format.charAt(conversion))));
      literal = conversion + 1;
      percent = format.indexOf('%', literal);
    }
    result.append(LuaText.encode(format.substring(literal)));
    return result.finish();
  }

  private static boolean isOneOf(String letters, String format, int index) {
    return index < format.length() && letters.indexOf(format.charAt(index)) >= 0;
  }

  private String convert(char conversion) {
    return switch (conversion) {
      case 'a' -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, NAMES);
      case 'A' -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, NAMES);
      case 'b' -> time.getMonth().getDisplayName(TextStyle.SHORT, NAMES);
      case 'B' -> time.getMonth().getDisplayName(TextStyle.FULL, NAMES);
      case 'c' ->
          "%s %s %2d %s %d"
              .formatted(
                  convert('a'), convert('b'), time.getDayOfMonth(), convert('X'), time.getYear());
      case 'C' -> two(Math.floorDiv(time.getYear(), 100));
      case 'd' -> two(time.getDayOfMonth());
      case 'D' -> convert('m') + "/" + convert('d') + "/" + convert('y');
      case 'e' -> "%2d".formatted(time.getDayOfMonth());
      case 'F' -> convert('Y') + "-" + convert('m') + "-" + convert('d');
      case 'g' -> two(Math.floorMod(time.get(IsoFields.WEEK_BASED_YEAR), 100));
      case 'G' -> Integer.toString(time.get(IsoFields.WEEK_BASED_YEAR));
      case 'h' -> convert('b');
      case 'H' -> two(time.getHour());
      case 'I' -> two(time.getHour() % 12 == 0 ? 12 : time.getHour() % 12);
      case 'j' -> "%03d".formatted(time.getDayOfYear());
      case 'm' -> two(time.getMonthValue());
      case 'M' -> two(time.getMinute());
      case 'n' -> "\n";
      case 'p' -> time.getHour() < 12 ? "AM" : "PM";
      case 'r' -> convert('I') + ":" + convert('M') + ":" + convert('S') + " " + convert('p');
      case 'R' -> convert('H') + ":" + convert('M');
      case 'S' -> two(time.getSecond());
      case 't' -> "\t";
      case 'T' -> convert('X');
      case 'u' -> Integer.toString(time.getDayOfWeek().getValue());
      case 'U' -> two(week(weekday()));
      case 'V' -> two(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case 'w' -> Integer.toString(weekday());
      case 'W' -> two(week((weekday() + 6) % 7));
      case 'x' -> convert('D');
      case 'X' -> convert('H') + ":" + convert('M') + ":" + convert('S');
      case 'y' -> two(Math.floorMod(time.getYear(), 100));
      case 'Y' -> Integer.toString(time.getYear());
      case 'z' -> offset();
      case 'Z' -> zoneName();
      default -> "%";
    };
  }

  private static String two(int number) {
    return "%02d".formatted(number);
  }

  /** 0 is Sunday. */
  private int weekday() {
    return time.getDayOfWeek().getValue() % 7;
  }

  /** The week of the year, which starts on the day that has this many days of its week before. */
  private int week(int daysIntoWeek) {
    return (time.getDayOfYear() + 6 - daysIntoWeek) / 7;
  }

  private String offset() {
    int minutes = time.getOffset().getTotalSeconds() / 60;
    return (minutes < 0 ? "-" : "+") + two(Math.abs(minutes) / 60) + two(Math.abs(minutes) % 60);
  }

  private String zoneName() {
    if (time.getZone().equals(ZoneOffset.UTC)) {
      return "GMT";
    }
    return TimeZone.getTimeZone(time.getZone())
        .getDisplayName(OsFunctions.isDaylightSaving(time), TimeZone.SHORT, NAMES);
  }
}

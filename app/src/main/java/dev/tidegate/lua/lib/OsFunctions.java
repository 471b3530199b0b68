package dev.tidegate.lua.lib;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Table;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The table {@code os} as far as it reaches nothing outside (Lua 5.2 manual, 6.9). Its clocks tell
 * no more than milliseconds.
 */
final class OsFunctions {

  private static final LuaString DEFAULT_FORMAT = LuaString.valueOf("%c");

  /** What scripts run on; nothing about the machine. */
  private static final LuaString PLATFORM = LuaString.valueOf("tidegate");

  private static final double MILLIS_PER_SECOND = 1000;

  /** About the years ±290,000,000, well within what dates can be computed for. */
  private static final long FARTHEST_SECOND = 1L << 53;

  private final Clock clock;

  private OsFunctions(Clock clock) {
    this.clock = clock;
  }

  static Library module(Clock clock) {
    OsFunctions functions = new OsFunctions(clock);
    return Library.builder("os")
        .function("clock", OsFunctions::elapsed)
        .function("date", functions::date)
        .function(
            "difftime",
            (runtime, arguments) -> {
              double earlier = arguments.integer(2, 0);
              return Numbers.of(arguments.integer(1) - earlier);
            })
        .function("time", functions::time)
        .value("platform", PLATFORM)
        .build();
  }

  /** Seconds since the run first asked. */
  private static Varargs elapsed(LuaRuntime runtime, Arguments arguments) {
    Start start = runtime.attribute(Start.class, () -> new Start(System.nanoTime()));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start.nanos());
    return Numbers.of(millis / MILLIS_PER_SECOND);
  }

  private record Start(long nanos) {}

  private Varargs time(LuaRuntime runtime, Arguments arguments) {
    Table fields = arguments.tableOrNull(1);
    if (fields == null) {
      return Numbers.of((double) clock.instant().getEpochSecond());
    }
    // In the order in which the first missing one is reported.
    long second = field(runtime, fields, "sec", 0);
    long minute = field(runtime, fields, "min", 0);
    long hour = field(runtime, fields, "hour", 12);
    long day = requiredField(runtime, fields, "day");
    long month = requiredField(runtime, fields, "month");
    long year = requiredField(runtime, fields, "year");
    boolean daylightSaving = runtime.index(fields, LuaString.valueOf("isdst")).toboolean();
    try {
      // Fields out of range roll over, as mktime has it.
      ZonedDateTime time =
          LocalDateTime.of(Math.toIntExact(year), 1, 1, 0, 0)
              .plusMonths(month - 1)
              .plusDays(day - 1)
              .plusHours(hour)
              .plusMinutes(minute)
              .plusSeconds(second)
              .atZone(clock.getZone());
      long seconds = time.toEpochSecond();
      if (daylightSaving && !isDaylightSaving(time)) {
        // The caller counts in summer time where there is none: an hour less.
        seconds -= 3600;
      }
      return Numbers.of((double) seconds);
    } catch (DateTimeException | ArithmeticException outOfRange) {
      throw ScriptError.atCaller("time result cannot be represented");
    }
  }

  private static long requiredField(LuaRuntime runtime, Table fields, String name) {
    LuaValue value = Numbers.toNumber(runtime, runtime.index(fields, LuaString.valueOf(name)));
    if (value.isnil()) {
      throw ScriptError.atCaller("field '" + name + "' missing in date table");
    }
    return (long) value.todouble();
  }

  private static long field(LuaRuntime runtime, Table fields, String name, long otherwise) {
    LuaValue value = Numbers.toNumber(runtime, runtime.index(fields, LuaString.valueOf(name)));
    return value.isnil() ? otherwise : (long) value.todouble();
  }

  private Varargs date(LuaRuntime runtime, Arguments arguments) {
    LuaString given = arguments.string(1, DEFAULT_FORMAT);
    long now = clock.instant().getEpochSecond();
    long second = arguments.integer(2, now);
    if (second < -FARTHEST_SECOND || second > FARTHEST_SECOND) {
      throw arguments.error(2, "time out of range");
    }
    runtime.charge(given.m_length);
    String format = LuaText.decode(given);
    boolean utc = format.startsWith("!");
    ZoneId zone = utc ? ZoneOffset.UTC : clock.getZone();
    ZonedDateTime time = Instant.ofEpochSecond(second).atZone(zone);
    String conversions = utc ? format.substring(1) : format;
    if (conversions.equals("*t")) {
      return fields(time);
    }
    return new DateFormat(arguments, time).format(runtime, conversions);
  }

  private static Table fields(ZonedDateTime time) {
    Table fields = new Table(0, 9);
    fields.put("sec", Numbers.of(time.getSecond()));
    fields.put("min", Numbers.of(time.getMinute()));
    fields.put("hour", Numbers.of(time.getHour()));
    fields.put("day", Numbers.of(time.getDayOfMonth()));
    fields.put("month", Numbers.of(time.getMonthValue()));
    fields.put("year", Numbers.of(time.getYear()));
    fields.put("wday", Numbers.of(time.getDayOfWeek().getValue() % 7 + 1));
    fields.put("yday", Numbers.of(time.getDayOfYear()));
    fields.put("isdst", LuaValue.valueOf(isDaylightSaving(time)));
    return fields;
  }

  static boolean isDaylightSaving(ZonedDateTime time) {
    return time.getZone().getRules().isDaylightSavings(time.toInstant());
  }
}

package dev.tidegate.lua.module.time;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.ModuleBuilder;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.task.Channel;
import dev.tidegate.lua.task.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The module {@code time}: times and durations as Go has them, waiting, timers and tickers.
 *
 * <p>Scripts see milliseconds of the clock and no more.
 */
public final class TimeModule {

  private static final String LOCAL = "Local";

  /** In bytes: of a text that is read as a time. */
  private static final int LONGEST_TEXT = 1024;

  private static final int LONGEST_ZONE_NAME = 64;

  /** The price of reading a byte of a time. */
  private static final int READ_PRICE = 8;

  private static final int LOOKUP_PRICE = 50;

  /** The price of starting a timer. */
  private static final int TIMER_PRICE = 50;

  private static final Map<String, Long> UNITS =
      Map.of(
          "NANOSECOND",
          1L,
          "MICROSECOND",
          1_000L,
          "MILLISECOND",
          1_000_000L,
          "SECOND",
          DurationValue.SECOND,
          "MINUTE",
          60 * DurationValue.SECOND,
          "HOUR",
          3600 * DurationValue.SECOND);

  private static final Map<String, String> LAYOUTS =
      Map.ofEntries(
          Map.entry("RFC3339", "2006-01-02T15:04:05Z07:00"),
          Map.entry("RFC3339NANO", "2006-01-02T15:04:05.999999999Z07:00"),
          Map.entry("RFC822", "02 Jan 06 15:04 MST"),
          Map.entry("RFC822Z", "02 Jan 06 15:04 -0700"),
          Map.entry("RFC850", "Monday, 02-Jan-06 15:04:05 MST"),
          Map.entry("RFC1123", "Mon, 02 Jan 2006 15:04:05 MST"),
          Map.entry("RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700"),
          Map.entry("DATE_TIME", "2006-01-02 15:04:05"),
          Map.entry("DATE_ONLY", "2006-01-02"),
          Map.entry("TIME_ONLY", "15:04:05"),
          Map.entry("KITCHEN", "3:04PM"),
          Map.entry("STAMP", "Jan _2 15:04:05"),
          Map.entry("STAMP_MILLI", "Jan _2 15:04:05.000"),
          Map.entry("STAMP_MICRO", "Jan _2 15:04:05.000000"),
          Map.entry("STAMP_NANO", "Jan _2 15:04:05.000000000"));

  private static final Parameter<LuaValue> VALUE = Parameter.any("value");
  private static final Parameter<Long> YEAR = Parameter.integer("year");
  private static final Parameter<Long> MONTH = Parameter.integer("month");
  private static final Parameter<Long> DAY = Parameter.integer("day");
  private static final Parameter<Long> HOUR = Parameter.integer("hour");
  private static final Parameter<Long> MINUTE = Parameter.integer("minute");
  private static final Parameter<Long> SECOND = Parameter.integer("second");
  private static final Parameter<Long> NANOSECOND = Parameter.integer("nanosecond");

  /** The local one where it is left out; nil is none. */
  private static final Parameter<Optional<LocationValue>> LOCATION =
      LocationValue.LOCATION.optional().butNotNil();

  private static final Parameter<LuaString> LAYOUT = Parameter.stringOrNumber("layout");
  private static final Parameter<LuaString> TEXT = Parameter.stringOrNumber("text");
  private static final Parameter<LuaString> NAME = Parameter.stringOrNumber("name");

  private static final Parameter<Long> OFFSET =
      Parameter.integer("seconds", Integer.MIN_VALUE, Integer.MAX_VALUE);

  private final ZoneDatabase zones = ZoneDatabase.load();
  private final Times times;

  private TimeModule(Clock clock) {
    times = new Times(clock, new LocationValue(zones.region(LOCAL, clock.getZone())));
  }

  /**
   * Makes the module.
   *
   * @param clock tells the time; its zone is the one of scripts that name none
   */
  public static LuaModule module(Clock clock) {
    return new TimeModule(clock).build();
  }

  private LuaModule build() {
    ModuleBuilder module = LuaModule.named("time").global();
    UNITS.forEach(module::constant);
    LAYOUTS.forEach(module::constant);
    count(module, EnglishNames.MONTHS, 1);
    count(module, EnglishNames.WEEKDAYS, 0);
    Signature waiting = Signature.of(DurationValue.DURATION).returningFaults().costing(TIMER_PRICE);
    return module
        .function("after", waiting, call -> start(call, this::after))
        .function("sleep", waiting, TimeModule::sleep)
        .function(
            "timer",
            waiting,
            call -> start(call, (tasks, delay) -> TimerValue.start(tasks, delay, times)))
        .function(
            "ticker",
            waiting,
            call -> start(call, (tasks, period) -> TickerValue.start(tasks, period, times)))
        .function("now", Signature.of(), call -> times.now())
        .function(
            "date",
            Signature.of(YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, NANOSECOND, LOCATION),
            this::date)
        .function("unix", Signature.of(SECOND, NANOSECOND), this::unix)
        .function("parse", Signature.of(LAYOUT, TEXT, LOCATION), this::parse)
        .function("parse_duration", Signature.of(VALUE), TimeModule::parseDuration)
        .function("load_location", Signature.of(NAME).costing(LOOKUP_PRICE), this::loadLocation)
        .function("fixed_zone", Signature.of(NAME, OFFSET), TimeModule::fixedZone)
        .constant("utc", times.utc())
        .constant("localtz", times.local())
        .type(times.type())
        .type(DurationValue.TYPE)
        .type(LocationValue.TYPE)
        .type(TimerValue.TYPE)
        .type(TickerValue.TYPE)
        .build();
  }

  private static void count(ModuleBuilder module, List<String> names, int first) {
    for (int i = 0; i < names.size(); i++) {
      module.constant(names.get(i).toUpperCase(Locale.ROOT), first + i);
    }
  }

  // Waiting ---------------------------------------------------------------------------------------

  private static Varargs start(Call call, BiFunction<Tasks, Duration, LuaValue> what) {
    long nanos = call.get(DurationValue.DURATION);
    return nanos <= 0
        ? call.reject(DurationValue.DURATION, "must be positive")
        : what.apply(Tasks.of(call.runtime()), Duration.ofNanos(nanos));
  }

  /** A channel that gets the time after the delay, and closes. */
  private LuaValue after(Tasks tasks, Duration delay) {
    Channel channel = new Channel(value -> {});
    tasks.after(delay, new Alarm(channel, times));
    return channel;
  }

  private static Varargs sleep(Call call) {
    long nanos = call.get(DurationValue.DURATION);
    if (nanos > 0) {
      Tasks tasks = Tasks.of(call.runtime());
      CompletableFuture<LuaValue> over = new CompletableFuture<>();
      tasks.after(Duration.ofNanos(nanos), () -> over.complete(LuaValue.NIL));
      tasks.await(over);
    }
    return LuaValue.NONE;
  }

  // Times -----------------------------------------------------------------------------------------

  private Varargs date(Call call) {
    return times.of(
        call.runtime(),
        () ->
            Moment.of(
                call.get(YEAR),
                call.get(MONTH),
                call.get(DAY),
                call.get(HOUR),
                call.get(MINUTE),
                call.get(SECOND),
                call.get(NANOSECOND),
                zone(call)));
  }

  private Zone zone(Call call) {
    return call.get(LOCATION).orElse(times.local()).zone();
  }

  private Varargs unix(Call call) {
    return times.of(
        call.runtime(),
        () -> Moment.at(call.get(SECOND), call.get(NANOSECOND), times.local().zone()));
  }

  private Varargs parse(Call call) {
    LuaString layout = call.get(LAYOUT);
    LuaString text = call.get(TEXT);
    if (layout.m_length > Layouts.LONGEST || text.m_length > LONGEST_TEXT) {
      return call.fail(
          ErrorKind.INVALID,
          "parsing time: a layout has at most "
              + Layouts.LONGEST
              + " bytes, and so has a text: "
              + LONGEST_TEXT);
    }
    call.runtime().charge((long) READ_PRICE * (layout.m_length + text.m_length));
    Layout compiled = times.layouts().get(call.runtime(), layout);
    return switch (compiled.parse(ByteText.of(text), zone(call))) {
      case Layout.Parsed.Time(Moment moment) -> times.of(moment);
      case Layout.Parsed.Mismatch(String message) -> call.fail(ErrorKind.INVALID, message);
    };
  }

  private static Varargs parseDuration(Call call) {
    LuaValue value = call.get(VALUE);
    Long nanos = DurationValue.ANY_FORM.reader().read(call.runtime(), value);
    if (nanos != null) {
      return new DurationValue(nanos);
    }
    String what = value instanceof LuaString text ? ByteText.quoted(start(text)) : value.typename();
    return call.fail(ErrorKind.INVALID, "invalid duration " + what);
  }

  /** As much of a text as is needed to know it or to show it. */
  private static String start(LuaString text) {
    return ByteText.of(text.substring(0, Math.min(text.m_length, LONGEST_TEXT)));
  }

  // Locations -------------------------------------------------------------------------------------

  private Varargs loadLocation(Call call) {
    String name = start(call.get(NAME));
    return switch (name) {
      case "" -> call.fail(ErrorKind.INVALID, "a location has a name");
      case "UTC" -> times.utc();
      case LOCAL -> times.local();
      default -> {
        Optional<Zone> zone = zones.find(name);
        yield zone.isPresent()
            ? new LocationValue(zone.get())
            : call.fail(ErrorKind.NOT_FOUND, "unknown time zone " + ByteText.quoted(name));
      }
    };
  }

  private static Varargs fixedZone(Call call) {
    LuaString name = call.get(NAME);
    if (name.m_length > LONGEST_ZONE_NAME) {
      return call.reject(NAME, "longer than " + LONGEST_ZONE_NAME + " bytes");
    }
    return new LocationValue(new FixedZone(ByteText.of(name), (int) (long) call.get(OFFSET)));
  }
}

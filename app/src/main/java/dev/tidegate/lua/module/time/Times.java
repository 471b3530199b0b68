package dev.tidegate.lua.module.time;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.UserdataType;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Makes the times of scripts, and has their methods. Serves all runs at once. */
final class Times {

  /** The price of going from instants to calendars or back. */
  private static final int CALENDAR_PRICE = 20;

  private static final long NANOS_OF_MILLI = 1_000_000;

  private static final Signature NOTHING = Signature.of();
  private static final Signature CALENDAR = Signature.of().costing(CALENDAR_PRICE);

  private static final Parameter<TimeValue> OTHER =
      Parameter.object("other", TimeValue.NAME, TimeValue.class);

  private static final Parameter<DurationValue> STEP =
      Parameter.object("step", DurationValue.NAME, DurationValue.class);

  private static final Parameter<LuaString> LAYOUT = Parameter.stringOrNumber("layout");
  private static final Parameter<Long> YEARS = Parameter.integer("years");
  private static final Parameter<Long> MONTHS = Parameter.integer("months");
  private static final Parameter<Long> DAYS = Parameter.integer("days");

  private final InstantSource clock;
  private final LocationValue utc;
  private final LocationValue local;
  private final Layouts layouts = new Layouts();
  private final UserdataType<TimeValue> type;

  /**
   * Makes none yet.
   *
   * @param clock tells what time it is; scripts see its milliseconds
   * @param local the location that is meant where none is given
   */
  Times(InstantSource clock, LocationValue local) {
    this.clock = clock;
    this.utc = new LocationValue(Zone.UTC);
    this.local = local;
    this.type = methods();
  }

  UserdataType<TimeValue> type() {
    return type;
  }

  LocationValue utc() {
    return utc;
  }

  LocationValue local() {
    return local;
  }

  Layouts layouts() {
    return layouts;
  }

  /** What time it is. */
  TimeValue now() {
    // A finer clock would tell how long things take that other jobs do.
    long millis = clock.millis();
    return of(
        Moment.at(
            Math.floorDiv(millis, 1000L),
            Math.floorMod(millis, 1000L) * NANOS_OF_MILLI,
            local.zone()));
  }

  TimeValue of(Moment moment) {
    return new TimeValue(type, moment);
  }

  /**
   * What is computed with numbers that a script has given.
   *
   * @throws ScriptError when it is too far from 1970
   */
  TimeValue of(LuaRuntime runtime, Supplier<Moment> moment) {
    runtime.charge(CALENDAR_PRICE);
    try {
      return of(moment.get());
    } catch (DateTimeException tooFar) {
      throw ScriptError.atCaller("time out of range");
    }
  }

  /** A text in a layout, which must have the length that layouts may have. */
  LuaString format(LuaRuntime runtime, Layout layout, Moment moment) {
    runtime.charge(CALENDAR_PRICE);
    runtime.reserve(layout.longest(moment));
    return ByteText.toLua(layout.format(moment));
  }

  private UserdataType<TimeValue> methods() {
    return UserdataType.builder(TimeValue.NAME, TimeValue.class)
        .method("add", Signature.of(DurationValue.DURATION), this::add)
        .method("sub", Signature.of(OTHER), Times::subtract)
        .method("add_date", Signature.of(YEARS, MONTHS, DAYS), this::addDate)
        .method("after", Signature.of(OTHER), comparison(order -> order > 0))
        .method("before", Signature.of(OTHER), comparison(order -> order < 0))
        .method("equal", Signature.of(OTHER), comparison(order -> order == 0))
        .method("format", Signature.of(LAYOUT), this::format)
        .method(
            "format_rfc3339",
            NOTHING,
            (self, call) -> format(call.runtime(), Layout.rfc3339(), self.moment()))
        .method("unix", NOTHING, number(Moment::second))
        .method("unix_nano", NOTHING, number(Moment::nanosSince1970))
        .method("date", CALENDAR, Times::date)
        .method("clock", CALENDAR, Times::clock)
        .method("year", CALENDAR, shown(LocalDateTime::getYear))
        .method("month", CALENDAR, shown(LocalDateTime::getMonthValue))
        .method("day", CALENDAR, shown(LocalDateTime::getDayOfMonth))
        .method("hour", CALENDAR, shown(LocalDateTime::getHour))
        .method("minute", CALENDAR, shown(LocalDateTime::getMinute))
        .method("second", CALENDAR, shown(LocalDateTime::getSecond))
        .method("nanosecond", NOTHING, number(Moment::nano))
        .method("weekday", CALENDAR, shown(shown -> shown.getDayOfWeek().getValue() % 7))
        .method("year_day", CALENDAR, shown(LocalDateTime::getDayOfYear))
        .method("is_zero", NOTHING, (self, call) -> LuaValue.valueOf(self.moment().isZero()))
        .method("utc", NOTHING, (self, call) -> of(self.moment().in(Zone.UTC)))
        .method("in_local", NOTHING, (self, call) -> of(self.moment().in(local.zone())))
        .method(
            "in_location",
            Signature.of(LocationValue.LOCATION),
            (self, call) -> of(self.moment().in(call.get(LocationValue.LOCATION).zone())))
        .method("location", NOTHING, (self, call) -> location(self.moment().zone()))
        .method("round", Signature.of(STEP), step(moment -> moment::roundedTo))
        .method("truncate", Signature.of(STEP), step(moment -> moment::truncatedTo))
        .text((runtime, self) -> format(runtime, Layout.plain(), self.moment()))
        .build();
  }

  private Varargs add(TimeValue self, Call call) {
    return of(call.runtime(), () -> self.moment().plus(call.get(DurationValue.DURATION)));
  }

  private static Varargs subtract(TimeValue self, Call call) {
    return new DurationValue(self.moment().minus(call.get(OTHER).moment()));
  }

  private Varargs addDate(TimeValue self, Call call) {
    return of(
        call.runtime(),
        () -> self.moment().plusDate(call.get(YEARS), call.get(MONTHS), call.get(DAYS)));
  }

  private static BiFunction<TimeValue, Call, Varargs> comparison(IntPredicate holds) {
    return (self, call) ->
        LuaValue.valueOf(holds.test(self.moment().compareInstant(call.get(OTHER).moment())));
  }

  private Varargs format(TimeValue self, Call call) {
    LuaString layout = call.get(LAYOUT);
    if (layout.m_length > Layouts.LONGEST) {
      return call.reject(LAYOUT, "longer than " + Layouts.LONGEST + " bytes");
    }
    return format(call.runtime(), layouts.get(call.runtime(), layout), self.moment());
  }

  private static Varargs date(TimeValue self, Call call) {
    LocalDateTime shown = self.moment().shown();
    return LuaValue.varargsOf(
        Numbers.of(shown.getYear()),
        Numbers.of(shown.getMonthValue()),
        Numbers.of(shown.getDayOfMonth()));
  }

  private static Varargs clock(TimeValue self, Call call) {
    LocalDateTime shown = self.moment().shown();
    return LuaValue.varargsOf(
        Numbers.of(shown.getHour()), Numbers.of(shown.getMinute()), Numbers.of(shown.getSecond()));
  }

  private static BiFunction<TimeValue, Call, Varargs> shown(ToDoubleFunction<LocalDateTime> part) {
    return number(moment -> part.applyAsDouble(moment.shown()));
  }

  private static BiFunction<TimeValue, Call, Varargs> number(ToDoubleFunction<Moment> part) {
    return (self, call) -> Numbers.of(part.applyAsDouble(self.moment()));
  }

  private BiFunction<TimeValue, Call, Varargs> step(Function<Moment, LongFunction<Moment>> change) {
    return (self, call) -> {
      long step = call.get(STEP).nanos();
      return of(call.runtime(), () -> change.apply(self.moment()).apply(step));
    };
  }

  private LocationValue location(Zone zone) {
    if (zone.equals(Zone.UTC)) {
      return utc;
    }
    return zone.equals(local.zone()) ? local : new LocationValue(zone);
  }
}

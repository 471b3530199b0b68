package dev.tidegate.lua.module.time;

import dev.tidegate.lua.ArgumentType;
import dev.tidegate.lua.GoDuration;
import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.UserdataType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** A duration as a Lua object: whole nanoseconds, up to about 292 years. Immutable. */
final class DurationValue extends HostObject {

  static final String NAME = "time.Duration";

  /** Nanoseconds of a second. */
  static final long SECOND = 1_000_000_000;

  /**
   * What scripts may give as a duration; the body gets nanoseconds. Of a number of them a fraction
   * is cut off; text is in Go's notation.
   */
  static final ArgumentType<Long> ANY_FORM =
      new ArgumentType<>(
          "number|string|" + NAME,
          "number of nanoseconds, text such as \"1m30s\" or " + NAME,
          DurationValue::read);

  /** An argument in any of these forms. */
  static final Parameter<Long> DURATION = Parameter.of("duration", ANY_FORM);

  private static final Signature NOTHING = Signature.of();

  private static final long MILLISECOND = 1_000_000;
  private static final long MICROSECOND = 1_000;

  static final UserdataType<DurationValue> TYPE =
      UserdataType.builder(NAME, DurationValue.class)
          .method("nanoseconds", NOTHING, (self, call) -> self.whole(1))
          .method("microseconds", NOTHING, (self, call) -> self.whole(MICROSECOND))
          .method("milliseconds", NOTHING, (self, call) -> self.whole(MILLISECOND))
          .method("seconds", NOTHING, (self, call) -> self.in(SECOND))
          .method("minutes", NOTHING, (self, call) -> self.in(60 * SECOND))
          .method("hours", NOTHING, (self, call) -> self.in(3600 * SECOND))
          .text(DurationValue::text)
          .build();

  /** In bytes; longer than any duration is. */
  private static final int LONGEST_TEXT = 256;

  private static final int CHARACTER_PRICE = 4;
  private static final int TEXT_PRICE = 20;

  private final long nanos;

  DurationValue(long nanos) {
    super(TYPE);
    this.nanos = nanos;
  }

  /** Nanoseconds. */
  long nanos() {
    return nanos;
  }

  private Real whole(long unit) {
    long count = nanos / unit;
    return Numbers.of((double) count);
  }

  private Real in(long unit) {
    // The whole part is exact this way, whatever the fraction is.
    long count = nanos / unit;
    double rest = nanos % unit;
    return Numbers.of((double) count + rest / unit);
  }

  private static LuaString text(LuaRuntime runtime, DurationValue self) {
    runtime.charge(TEXT_PRICE);
    return LuaText.encode(GoDuration.format(self.nanos));
  }

  private static @Nullable Long read(LuaRuntime runtime, LuaValue value) {
    return switch (value) {
      case Real number when number.value >= -0x1p63 && number.value < 0x1p63 ->
          (Long) (long) number.value;
      case LuaString text when text.m_length <= LONGEST_TEXT -> {
        runtime.charge((long) CHARACTER_PRICE * text.m_length);
        yield GoDuration.parse(LuaText.decode(text)).map(Duration::toNanos).orElse(null);
      }
      case DurationValue duration -> (Long) duration.nanos;
      default -> null;
    };
  }
}

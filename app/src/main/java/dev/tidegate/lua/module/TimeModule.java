package dev.tidegate.lua.module;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.ErrorValue;
import dev.tidegate.lua.GoDuration;
import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.task.Channel;
import dev.tidegate.lua.task.Tasks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The module {@code time}: {@code time.after}. */
public final class TimeModule implements LuaModule {

  /** In bytes; longer than any duration is. */
  private static final int LONGEST_TEXT = 256;

  private final InstantSource clock;
  private final LuaValue table;

  /** Makes the module over a clock. */
  public TimeModule(InstantSource clock) {
    this.clock = clock;
    Table functions = new Table();
    functions.put("after", HostFunction.global("time.after", this::after));
    table = functions.freeze();
  }

  @Override
  public String name() {
    return "time";
  }

  @Override
  public LuaValue value() {
    return table;
  }

  /** A channel that gets the time, in seconds since 1970, after the duration, and closes. */
  private Varargs after(LuaRuntime runtime, Arguments arguments) {
    Optional<Duration> duration = duration(arguments.any(1)).filter(Duration::isPositive);
    if (duration.isEmpty()) {
      return LuaValue.varargsOf(
          LuaValue.NIL,
          ErrorValue.of(
              ErrorKind.INVALID,
              "time.after wants a positive duration: nanoseconds, or text such as \"250ms\" or \"1m30s\"",
              false));
    }
    Channel channel = new Channel(() -> {});
    Tasks.of(runtime)
        .after(
            duration.get(),
            () -> {
              channel.offer(Numbers.of(clock.millis() / 1000.0));
              channel.close();
            });
    return channel;
  }

  private static Optional<Duration> duration(LuaValue value) {
    return switch (value) {
      case Real number when number.todouble() < 0x1p63 ->
          Optional.of(Duration.ofNanos((long) number.todouble()));
      case LuaString string when string.m_length <= LONGEST_TEXT ->
          GoDuration.parse(LuaText.decode(string));
      default -> Optional.empty();
    };
  }
}

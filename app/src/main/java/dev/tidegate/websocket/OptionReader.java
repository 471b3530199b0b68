package dev.tidegate.websocket;

import dev.tidegate.lua.GoDuration;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Table;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Reads the table of options: raw, once, unknown fields ignored; on the job's strand. A value that
 * can't be used is a fault and not silently another one.
 */
final class OptionReader {

  private static final int THRESHOLD_MOST = 100 << 20;
  private static final Duration LONGEST = Duration.ofHours(24);

  /** In bytes; longer than any text that means something here. */
  private static final int LONGEST_TEXT = 512;

  private final LuaRuntime runtime;
  private final Table table;
  private final WebSocketSettings defaults;

  private OptionReader(LuaRuntime runtime, Table table, WebSocketSettings defaults) {
    this.runtime = runtime;
    this.table = table;
    this.defaults = defaults;
  }

  /** The options in the table, with the defaults for what it leaves out. */
  static ConnectOptions read(LuaRuntime runtime, Table table, WebSocketSettings defaults)
      throws OptionFault {
    return new OptionReader(runtime, table, defaults).read();
  }

  private ConnectOptions read() throws OptionFault {
    Compression compression = compression();
    int threshold = number("compression_threshold", 0, THRESHOLD_MOST).orElse(0);
    int readLimit = number("read_limit", 0, WebSocketSettings.READ_LIMIT_MOST).orElse(0);
    return new ConnectOptions(
        headers(),
        protocols(),
        timeout("dial_timeout", defaults.dialTimeout()),
        timeout("read_timeout", Duration.ZERO),
        timeout("write_timeout", Duration.ZERO),
        compression,
        threshold == 0 ? compression.defaultThreshold() : threshold,
        readLimit == 0 ? defaults.readLimit() : readLimit,
        number("channel_capacity", 1, WebSocketSettings.CHANNEL_CAPACITY_MOST)
            .orElse(defaults.channelCapacity()));
  }

  private List<HeaderTemplate> headers() throws OptionFault {
    LuaValue value = table.rawget("headers");
    return switch (value) {
      case Table entries -> HandshakeHeaders.headers(runtime, entries);
      default -> absent("headers", value, "a table of strings", List.of());
    };
  }

  private List<String> protocols() throws OptionFault {
    LuaValue value = table.rawget("protocols");
    return switch (value) {
      case Table entries -> HandshakeHeaders.protocols(entries);
      default -> absent("protocols", value, "a list of strings", List.of());
    };
  }

  /** Milliseconds, fractions included, or a duration in Go's notation; zero and less is none. */
  private Duration timeout(String name, Duration otherwise) throws OptionFault {
    String expected =
        "milliseconds or text such as \"5s\" or \"1m30s\", at most "
            + LONGEST.toHours()
            + "h, 0 for no limit";
    LuaValue value = table.rawget(name);
    Duration duration;
    if (value instanceof Real number) {
      double millis = number.todouble();
      if (Double.isNaN(millis) || millis > LONGEST.toMillis()) {
        throw fault(name, value, expected);
      }
      // Rounded up, so that a small positive value never means "no limit".
      duration = Duration.ofNanos((long) Math.ceil(Math.max(millis, 0) * 1e6));
    } else if (value instanceof LuaString text) {
      duration = GoDuration.parse(start(text)).orElseThrow(() -> fault(name, value, expected));
    } else {
      duration = absent(name, value, expected, otherwise);
    }
    if (duration.compareTo(LONGEST) > 0) {
      throw fault(name, value, expected);
    }
    return duration.isPositive() ? duration : Duration.ZERO;
  }

  private Compression compression() throws OptionFault {
    LuaValue value = table.rawget("compression");
    if (value instanceof LuaString text) {
      String name = start(text);
      return mode(mode -> mode.text().equals(name))
          .orElseThrow(() ->
              fault(
                  "compression",
                  value,
                  "0, 1 or 2, or \"disabled\", \"context_takeover\" or"
                      + " \"no_context_takeover\""));
    }
    int number = number("compression", 0, 2).orElse(Compression.DISABLED.number());
    return mode(mode -> mode.number() == number).orElseThrow();
  }

  private static Optional<Compression> mode(Predicate<Compression> wanted) {
    return Arrays.stream(Compression.values()).filter(wanted).findFirst();
  }

  /** A number cut towards zero. */
  private OptionalInt number(String name, int least, int most) throws OptionFault {
    String expected = "a number from " + least + " to " + most;
    LuaValue value = table.rawget(name);
    if (!(value instanceof Real number)) {
      return absent(name, value, expected, OptionalInt.empty());
    }
    double whole = number.todouble();
    if (!(whole >= least && whole <= most)) {
      throw fault(name, value, expected);
    }
    return OptionalInt.of((int) whole);
  }

  private static <T> T absent(String name, LuaValue value, String expected, T otherwise)
      throws OptionFault {
    if (!value.isnil()) {
      throw fault(name, value, expected);
    }
    return otherwise;
  }

  private static OptionFault fault(String name, LuaValue value, String expected) {
    return new OptionFault(name + ": must be " + expected + ", not " + describe(value));
  }

  /** The text, or so much of one that is too long that it still means nothing. */
  private static String start(LuaString text) {
    return LuaText.decode(text.substring(0, Math.min(text.m_length, LONGEST_TEXT)));
  }

  private static String describe(LuaValue value) {
    return switch (value) {
      case Real number -> Numbers.format(number.todouble());
      case LuaString text -> {
        String shown = start(text);
        yield "\"" + (shown.length() > 64 ? shown.substring(0, 64) + "…" : shown) + "\"";
      }
      default -> value.isboolean() ? String.valueOf(value.toboolean()) : "a " + value.typename();
    };
  }
}

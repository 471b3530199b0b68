package dev.tidegate.lua;

import dev.tidegate.lua.lib.StandardLibrary;
import dev.tidegate.lua.module.ErrorsModule;
import dev.tidegate.lua.module.JsonModule;
import dev.tidegate.lua.module.time.TimeModule;
import dev.tidegate.lua.vm.CompiledScript;
import dev.tidegate.lua.vm.Compiler;
import dev.tidegate.lua.vm.JobControl;
import dev.tidegate.lua.vm.Libraries;
import dev.tidegate.lua.vm.LuaContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Runs Lua on the calling thread, without tasks: for tests of the libraries. Ends a script that
 * uses more than its budget with {@link Ended}, as the engine does.
 */
public final class DirectRun {

  /** A moment in summer, in a zone that has a summer time. */
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-07-01T10:20:30.456Z"), ZoneId.of("Europe/Berlin"));

  private static final StandardLibrary LIBRARY = new StandardLibrary(CLOCK);
  private static final LuaModule TIME = TimeModule.module(CLOCK);
  private static final int DEPTH = 190;

  private final LuaContext context;
  private final List<String> output = new ArrayList<>();

  /** Runs with plenty of everything. */
  public DirectRun() {
    this(1_000_000_000, 64 << 20);
  }

  /**
   * Runs with limits.
   *
   * @param budget units of work
   * @param allocation bytes that one call may ask for
   */
  public DirectRun(long budget, long allocation) {
    Map<String, LuaModule> modules =
        Stream.concat(
                LIBRARY.modules().stream(),
                Stream.of(ErrorsModule.module(), JsonModule.module(), TIME))
            .collect(Collectors.toMap(LuaModule::name, Function.identity()));
    Limits limits =
        new Limits(Duration.ofMinutes(1), budget, 1 << 30, 1, 1, 0, 0, 0, 1000, allocation);
    context =
        new LuaContext(
            new RunRequest("job", "actor", Json.NULL, limits, entry -> {}, Map.of()),
            new Libraries(modules, LIBRARY::installBase, LIBRARY.stringMetatable()),
            new Control(budget),
            DEPTH);
  }

  /** Runs a script and returns what it returns. */
  public Varargs run(String source) {
    return run("test", source.getBytes(StandardCharsets.UTF_8));
  }

  /** Runs a script under a name. */
  public Varargs run(String name, byte[] source) {
    return switch (Compiler.compile(name, source, () -> {})) {
      case Compilation.Compiled compiled ->
          context.call(context.instantiate((CompiledScript) compiled.script()), LuaValue.NONE);
      case Compilation.Rejected rejected ->
          throw new AssertionError(name + ":" + rejected.line() + ": " + rejected.message());
    };
  }

  /** The run as host code sees it. */
  public LuaRuntime runtime() {
    return context;
  }

  /** Units of work used so far. */
  public long used() {
    return context.used();
  }

  /** What was printed, a string a line. */
  public List<String> output() {
    return output;
  }

  /** Ends a script, which can't catch it. */
  public static final class Ended extends Error {

    private static final long serialVersionUID = 1L;

    private Ended() {
      super("the budget is used up", null, false, false);
    }
  }

  private final class Control implements JobControl {

    private final long budget;

    private Control(long budget) {
      this.budget = budget;
    }

    @Override
    public void sliceEnded(long used) {
      if (used > budget) {
        throw new Ended();
      }
    }

    @Override
    public boolean hasRoom(long bytes) {
      return true;
    }

    @Override
    public void adopt(long bytes) {
      throw new UnsupportedOperationException("no module of these tests receives anything");
    }

    @Override
    public void log(LogEntry.Level level, String message, Map<String, String> fields) {
      output.add(message);
    }

    @Override
    public void onEnd(Runnable action) {
      throw new UnsupportedOperationException("no module of these tests holds anything");
    }
  }
}

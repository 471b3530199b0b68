package dev.tidegate.lua;

import dev.tidegate.lua.task.Channel;
import dev.tidegate.lua.vm.JobControl;
import dev.tidegate.lua.vm.Libraries;
import dev.tidegate.lua.vm.LuaContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** All objects that the runs of an engine have in common, found as a run would find them. */
final class SharedState {

  private static final RunRequest REQUEST =
      new RunRequest(
          "shared-state",
          "test",
          Json.NULL,
          new Limits(Duration.ofMinutes(1), 1_000_000, 1 << 20, 0, 1, 0, 0, 0, 1000, 1 << 20),
          entry -> {},
          Map.of());

  private final Libraries libraries;
  private final List<LuaModule> modules;

  SharedState(Libraries libraries, List<LuaModule> modules) {
    this.libraries = libraries;
    this.modules = List.copyOf(modules);
  }

  /**
   * A line for each entry of each table, with the identity of what is there, from the globals of a
   * new run, the modules, the metatable of strings and those of host objects.
   */
  List<String> fingerprint() {
    LuaContext context = new LuaContext(REQUEST, libraries, new NoControl(), 1);
    List<String> lines = new ArrayList<>();
    Set<Table> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    walk("_G", context.globals(), seen, lines);
    for (LuaModule module : modules) {
      walk("require." + module.name(), module.value(), seen, lines);
      for (UserdataType<?> type : module.types()) {
        walk("(" + type.name() + ")", type.metatable(), seen, lines);
      }
    }
    walk("(string)", context.metatable(LuaString.valueOf("")), seen, lines);
    walk("(error)", ErrorValue.TYPE.metatable(), seen, lines);
    walk("(channel)", Channel.TYPE.metatable(), seen, lines);
    return lines;
  }

  private static void walk(String path, LuaValue value, Set<Table> seen, List<String> lines) {
    boolean own = path.equals("_G") || path.equals("_G._G");
    // A run's globals are its own table, made anew each time; everything else is one for all.
    lines.add(path + " " + (own ? "own" : identity(value)));
    if (!(value instanceof Table table) || !seen.add(table)) {
      return;
    }
    lines.add(path + (table.isShared() ? " is frozen" : " can be changed"));
    @Nullable Table metatable = table.metatable();
    if (metatable != null) {
      walk(path + ".(metatable)", metatable, seen, lines);
    }
    for (int at = 1; at <= table.positions(); at++) {
      LuaValue entry = table.valueAt(at);
      if (!entry.isnil()) {
        walk(path + "." + LuaText.describe(table.keyAt(at)), entry, seen, lines);
      }
    }
  }

  private static String identity(LuaValue value) {
    return switch (value) {
      case LuaString string -> "\"" + LuaText.decode(string) + "\"";
      case Real number -> Numbers.format(number.value);
      default -> value.typename() + "@" + Integer.toHexString(System.identityHashCode(value));
    };
  }

  /** Of a context in which nothing runs. */
  private static final class NoControl implements JobControl {

    @Override
    public void sliceEnded(long used) {
      throw new UnsupportedOperationException("nothing runs here");
    }

    @Override
    public boolean hasRoom(long bytes) {
      throw new UnsupportedOperationException("nothing runs here");
    }

    @Override
    public void adopt(long bytes) {
      throw new UnsupportedOperationException("nothing runs here");
    }

    @Override
    public void log(LogEntry.Level level, String message, Map<String, String> fields) {
      throw new UnsupportedOperationException("nothing runs here");
    }

    @Override
    public void onEnd(Runnable action) {
      throw new UnsupportedOperationException("nothing runs here");
    }
  }
}

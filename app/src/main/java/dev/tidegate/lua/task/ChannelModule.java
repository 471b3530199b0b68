package dev.tidegate.lua.task;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** The module {@code channel}: making channels, and waiting for several at once. */
public final class ChannelModule implements LuaModule {

  /** What a channel costs, in units of work. */
  private static final int CHANNEL = 20;

  private static final LuaValue DEFAULT = LuaValue.valueOf("default");

  private final LuaValue table;

  /** Makes the module. */
  public ChannelModule() {
    Table functions = new Table();
    functions.put("new", HostFunction.global("channel.new", ChannelModule::create));
    functions.put("select", HostFunction.global("channel.select", ChannelModule::select));
    table = functions.freeze();
  }

  @Override
  public String name() {
    return "channel";
  }

  @Override
  public LuaValue value() {
    return table;
  }

  private static Channel create(LuaRuntime runtime, Arguments arguments) {
    runtime.charge(CHANNEL);
    double capacity = arguments.number(1, 0);
    int limit = runtime.limits().channelCapacity();
    if (Double.isNaN(capacity) || capacity >= limit + 1.0) {
      throw arguments.error(1, "capacity must be at most " + limit);
    }
    return Channel.between((int) Math.max(0, capacity));
  }

  /**
   * The first case in the table's order that is ready; with a default and none ready, the default.
   */
  private static LuaValue select(LuaRuntime runtime, Arguments arguments) {
    Table table = arguments.table(1);
    boolean orDefault = wantsDefault(arguments, table);
    List<ChannelCase> cases = cases(runtime, arguments, table);
    for (ChannelCase each : cases) {
      Transfer transfer = each.attempt();
      if (transfer != null) {
        return result(transfer);
      }
    }
    if (orDefault) {
      return result(null);
    }
    // Places in the queues, which are also left again.
    runtime.reserve((long) Place.BYTES * cases.size());
    return result(Wait.toSelect(JobRun.of(runtime), cases));
  }

  private static List<ChannelCase> cases(LuaRuntime runtime, Arguments arguments, Table table) {
    int count = table.rawlen();
    runtime.charge(Channel.OPERATION + (long) count);
    runtime.reserve(8L * count);
    List<ChannelCase> cases = new ArrayList<>(count);
    for (int i = 1; i <= count; i++) {
      LuaValue entry = table.rawget(i);
      if (!(entry instanceof ChannelCase each)) {
        throw arguments.error(1, "case expected at index " + i + ", got " + entry.typename());
      }
      cases.add(each);
    }
    return cases;
  }

  private static boolean wantsDefault(Arguments arguments, Table table) {
    if (arguments.isNil(2)) {
      LuaValue entry = table.rawget(DEFAULT);
      return entry.isboolean() && entry.toboolean();
    }
    if (!arguments.any(2).isboolean()) {
      throw arguments.typeError(2, "boolean");
    }
    return arguments.any(2).toboolean();
  }

  private static Table result(@Nullable Transfer transfer) {
    Table result = new Table(0, 4);
    if (transfer == null) {
      result.put("default", LuaValue.TRUE);
      result.put("ok", LuaValue.TRUE);
    } else {
      result.put("channel", transfer.channel());
      result.put("value", transfer.value());
      result.put("ok", LuaValue.valueOf(transfer.ok()));
    }
    return result;
  }
}

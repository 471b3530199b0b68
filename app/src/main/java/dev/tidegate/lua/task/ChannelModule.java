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

/** The module {@code channel}: waiting for several channels at once. */
public final class ChannelModule implements LuaModule {

  private static final LuaValue DEFAULT = LuaValue.valueOf("default");

  private final LuaValue table;

  /** Makes the module. */
  public ChannelModule() {
    Table functions = new Table();
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

  /**
   * The first case in the table's order that is ready; with a default and none ready, the default.
   */
  private static LuaValue select(LuaRuntime runtime, Arguments arguments) {
    Table table = arguments.table(1);
    List<Channel> channels = channels(runtime, arguments, table);
    for (Channel channel : channels) {
      Reception ready = channel.poll();
      if (ready != null) {
        return result(ready);
      }
    }
    if (wantsDefault(arguments, table)) {
      return result(null);
    }
    return result(Receiver.select(JobRun.of(runtime), channels));
  }

  private static List<Channel> channels(LuaRuntime runtime, Arguments arguments, Table table) {
    int count = table.rawlen();
    runtime.charge(count);
    runtime.reserve(8L * count);
    List<Channel> channels = new ArrayList<>(count);
    for (int i = 1; i <= count; i++) {
      int position = i;
      channels.add(
          ReceiveCase.TYPE
              .cast(table.rawget(i))
              .orElseThrow(() ->
                  arguments.error(
                      1,
                      "case expected at index "
                          + position
                          + ", got "
                          + table.rawget(position).typename()))
              .channel());
    }
    return channels;
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

  private static Table result(@Nullable Reception reception) {
    Table result = new Table(0, 4);
    if (reception == null) {
      result.put("default", LuaValue.TRUE);
      result.put("ok", LuaValue.TRUE);
    } else {
      result.put("channel", reception.channel());
      result.put("value", reception.value());
      result.put("ok", LuaValue.valueOf(reception.ok()));
    }
    return result;
  }
}

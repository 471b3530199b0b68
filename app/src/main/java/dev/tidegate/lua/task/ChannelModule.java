package dev.tidegate.lua.task;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The module {@code channel}: making channels, and waiting for several at once. */
public final class ChannelModule {

  private static final Parameter<Long> CAPACITY = Parameter.integer("capacity").orElse(0L);
  private static final Parameter<Table> CASES = Parameter.table("cases");
  private static final Parameter<Optional<Boolean>> OR_DEFAULT =
      Parameter.bool("default").optional();

  /** What a channel costs, in units of work. */
  private static final int CHANNEL = 20;

  private static final LuaValue DEFAULT = LuaValue.valueOf("default");

  private ChannelModule() {}

  /** Makes the module. */
  public static LuaModule module() {
    return LuaModule.named("channel")
        .global()
        .function("new", Signature.of(CAPACITY).costing(CHANNEL), ChannelModule::create)
        .function(
            "select",
            Signature.of(CASES, OR_DEFAULT).costing(Channel.OPERATION),
            ChannelModule::select)
        .type(Channel.TYPE)
        .type(ChannelCase.TYPE)
        .build();
  }

  private static Varargs create(Call call) {
    long capacity = call.get(CAPACITY);
    int limit = call.runtime().limits().channelCapacity();
    if (capacity > limit) {
      return call.reject(CAPACITY, "capacity must be at most " + limit);
    }
    return Channel.between((int) Math.max(0, capacity));
  }

  /**
   * The first case in the table's order that is ready; with a default and none ready, the default.
   */
  private static LuaValue select(Call call) {
    List<ChannelCase> cases = cases(call);
    // From here on nothing is charged until the wait: what came meanwhile would not wake it.
    for (ChannelCase each : cases) {
      Transfer transfer = each.attempt();
      if (transfer != null) {
        return result(transfer);
      }
    }
    if (wantsDefault(call)) {
      return result(null);
    }
    return result(Wait.toSelect(JobRun.of(call.runtime()), cases));
  }

  private static List<ChannelCase> cases(Call call) {
    Table table = call.get(CASES);
    int count = table.rawlen();
    LuaRuntime runtime = call.runtime();
    runtime.charge(count);
    // The list, and the places in the queues, which are also left again.
    runtime.reserve((8L + Place.BYTES) * count);
    List<ChannelCase> cases = new ArrayList<>(count);
    for (int i = 1; i <= count; i++) {
      LuaValue entry = table.rawget(i);
      if (entry instanceof ChannelCase each) {
        cases.add(each);
      } else {
        // Raises, as the signature says nothing else.
        call.reject(CASES, "case expected at index " + i + ", got " + entry.typename());
      }
    }
    return cases;
  }

  private static boolean wantsDefault(Call call) {
    return call.get(OR_DEFAULT)
        .orElseGet(() -> {
          LuaValue entry = call.get(CASES).rawget(DEFAULT);
          return entry.isboolean() && entry.toboolean();
        });
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

package dev.tidegate.lua.module;

import dev.tidegate.lua.ErrorValue;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.schema.Instances;
import java.util.ArrayList;
import java.util.List;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Makes of a script's value what schemas look at: a copy by raw access, in which everything is as
 * it would be in JSON.
 */
final class JsonTree {

  private static final int VALUE_PRICE = 5;

  private final LuaRuntime runtime;
  private final JsonPath path;

  /** The tables under way, and what becomes of each. */
  private final List<Table> open = new ArrayList<>();

  private final List<Table> copies = new ArrayList<>();

  private JsonTree(LuaRuntime runtime, String root) {
    this.runtime = runtime;
    path = new JsonPath(root);
    runtime.pin(tracer -> copies.forEach(tracer::values));
  }

  /**
   * Copies the value.
   *
   * @param root how messages call the value
   * @throws JsonFault when JSON can't carry the value
   */
  static LuaValue of(LuaRuntime runtime, LuaValue value, String root) {
    return new JsonTree(runtime, root).copy(value);
  }

  private LuaValue copy(LuaValue value) {
    runtime.charge(VALUE_PRICE);
    return switch (value) {
      case LuaString string -> string;
      case Real number ->
          Double.isNaN(number.value) || Double.isInfinite(number.value) ? Instances.NULL : number;
      case Table table -> copy(table);
      case ErrorValue error -> {
        runtime.reserve(3L * error.size());
        yield LuaText.encode(error.text());
      }
      default -> value.isboolean() ? value : Instances.NULL;
    };
  }

  private Table copy(Table table) {
    path.requireRoomFor(table, open);
    JsonShape shape = JsonShape.of(runtime, table, path);
    if (shape.size() == 0 && shape.isArray()) {
      return Instances.EMPTY;
    }
    Table copy = new Table();
    open.add(table);
    copies.add(copy);
    path.enter();
    if (shape.isArray()) {
      for (int i = 1; i <= shape.size(); i++) {
        path.at(i);
        copy.put(runtime, i, copy(table.get(i)));
      }
    } else {
      copy.markAsObject();
      int before = 0;
      for (int at = table.following(0); at != 0; at = table.following(at)) {
        runtime.charge(at - before);
        before = at;
        LuaValue key = table.keyAt(at);
        path.at(key);
        copy.put(runtime, name(key), copy(table.valueAt(at)));
      }
    }
    path.leave();
    copies.removeLast();
    open.removeLast();
    return copy;
  }

  private static LuaString name(LuaValue key) {
    return switch (key) {
      case LuaString string -> string;
      case Real number -> LuaText.encode(Numbers.format(number.value));
      default -> LuaText.encode(Boolean.toString(key.toboolean()));
    };
  }
}

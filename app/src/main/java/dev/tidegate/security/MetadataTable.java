package dev.tidegate.security;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Table;
import dev.tidegate.policy.Metadata;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Makes tables of metadata, for scripts to change as they like. */
final class MetadataTable {

  private static final int ENTRY_PRICE = 10;

  private MetadataTable() {}

  static Table of(LuaRuntime runtime, Metadata metadata) {
    Table table = new Table();
    runtime.pin(tracer -> tracer.values(table));
    fill(runtime, table, metadata.values());
    return table;
  }

  private static void fill(LuaRuntime runtime, Table table, Map<?, ?> map) {
    table.markAsObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      LuaString key = text(runtime, String.valueOf(entry.getKey()));
      switch (entry.getValue()) {
        case Map<?, ?> inner -> {
          // In its place before it is filled, where the audit finds it.
          Table place = new Table();
          table.put(runtime, key, place);
          fill(runtime, place, inner);
        }
        case List<?> inner -> {
          Table place = new Table();
          table.put(runtime, key, place);
          fill(runtime, place, inner);
        }
        default -> table.put(runtime, key, leaf(runtime, entry.getValue()));
      }
    }
  }

  private static void fill(LuaRuntime runtime, Table table, List<?> list) {
    int at = 0;
    for (Object item : list) {
      at++;
      switch (item) {
        case Map<?, ?> inner -> {
          Table place = new Table();
          table.put(runtime, at, place);
          fill(runtime, place, inner);
        }
        case List<?> inner -> {
          Table place = new Table();
          table.put(runtime, at, place);
          fill(runtime, place, inner);
        }
        default -> table.put(runtime, at, leaf(runtime, item));
      }
    }
  }

  private static LuaValue leaf(LuaRuntime runtime, Object value) {
    runtime.charge(ENTRY_PRICE);
    return switch (value) {
      case String text -> text(runtime, text);
      case Number number -> Numbers.of(number.doubleValue());
      case Boolean truth -> LuaValue.valueOf(truth);
      default -> throw new IllegalStateException("metadata holds no other values");
    };
  }

  private static LuaString text(LuaRuntime runtime, String text) {
    runtime.reserve(3L * text.length());
    return LuaText.encode(text);
  }
}

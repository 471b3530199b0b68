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
    map.forEach((key, value) -> put(runtime, table, text(runtime, String.valueOf(key)), value));
  }

  private static void put(LuaRuntime runtime, Table table, LuaValue key, Object value) {
    switch (value) {
      case Map<?, ?> inner -> fill(runtime, place(runtime, table, key), inner);
      case List<?> inner -> {
        Table place = place(runtime, table, key);
        int at = 0;
        for (Object item : inner) {
          at++;
          put(runtime, place, Numbers.of(at), item);
        }
      }
      default -> table.put(runtime, key, leaf(runtime, value));
    }
  }

  /** A table in its place before it is filled, where the audit finds it. */
  private static Table place(LuaRuntime runtime, Table table, LuaValue key) {
    Table place = new Table();
    table.put(runtime, key, place);
    return place;
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

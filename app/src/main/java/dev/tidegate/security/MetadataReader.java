package dev.tidegate.security;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.TableWalk;
import dev.tidegate.policy.Metadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Makes metadata of a table, by raw access: a table with the keys 1 to n becomes a list, any other
 * one a map of those entries whose keys are texts. Bounded, because the policies' conditions look
 * at it without a pause.
 */
final class MetadataReader {

  /** How many values there may be, at all levels together. */
  static final int MOST_ENTRIES = 256;

  /** How many bytes keys and texts may have together. */
  static final int MOST_TEXT = 4_096;

  private static final int ENTRY_PRICE = 10;
  private static final double BEYOND_LONG = 0x1p63;

  private final LuaRuntime runtime;
  private int entries;
  private int text;

  private MetadataReader(LuaRuntime runtime) {
    this.runtime = runtime;
  }

  /** Reads a table, whose keys that are no texts are left out. */
  static GivenMetadata read(LuaRuntime runtime, Table table) throws MetadataFault {
    MetadataReader reader = new MetadataReader(runtime);
    Map<String, Object> map = reader.map(reader.entries(table), Metadata.MAX_DEPTH);
    return new GivenMetadata(Metadata.of(map), reader.entries, reader.text);
  }

  private record Entry(LuaValue key, LuaValue value) {}

  private List<Entry> entries(Table table) throws MetadataFault {
    List<Entry> found = new ArrayList<>();
    Varargs next = TableWalk.next(runtime, table, LuaValue.NIL);
    while (!next.arg1().isnil()) {
      entries++;
      if (entries > MOST_ENTRIES) {
        throw new MetadataFault("no more than " + MOST_ENTRIES + " values expected");
      }
      runtime.charge(ENTRY_PRICE);
      found.add(new Entry(next.arg1(), next.arg(2)));
      next = TableWalk.next(runtime, table, next.arg1());
    }
    return found;
  }

  private Map<String, Object> map(List<Entry> found, int depth) throws MetadataFault {
    Map<String, Object> map = LinkedHashMap.newLinkedHashMap(found.size());
    for (Entry entry : found) {
      if (entry.key() instanceof LuaString name) {
        map.put(text(name), value(entry.value(), depth - 1));
      }
    }
    return map;
  }

  private Object value(LuaValue value, int depth) throws MetadataFault {
    return switch (value) {
      case LuaString string -> text(string);
      case Real number -> number(number.value);
      case Table table -> tree(table, depth);
      default -> {
        if (!value.isboolean()) {
          throw new MetadataFault(
              "texts, numbers, booleans and tables of them expected, got " + value.typename());
        }
        yield value.toboolean();
      }
    };
  }

  private Object tree(Table table, int depth) throws MetadataFault {
    if (depth == 0) {
      throw new MetadataFault("tables of no more than " + Metadata.MAX_DEPTH + " levels expected");
    }
    List<Entry> found = entries(table);
    if (table.isMarkedAsObject() || !isList(table, found.size())) {
      return map(found, depth);
    }
    List<Object> list = new ArrayList<>(found.size());
    for (int i = 1; i <= found.size(); i++) {
      list.add(value(table.rawget(i), depth - 1));
    }
    return list;
  }

  private static boolean isList(Table table, int size) {
    for (int i = 1; i <= size; i++) {
      if (table.rawget(i).isnil()) {
        return false;
      }
    }
    return true;
  }

  private String text(LuaString string) throws MetadataFault {
    text += string.m_length;
    if (string.m_length > MOST_TEXT || text > MOST_TEXT) {
      throw new MetadataFault("no more than " + MOST_TEXT + " bytes of text expected");
    }
    return LuaText.decode(string);
  }

  private static Number number(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < BEYOND_LONG;
    return whole ? (Number) (long) number : (Number) number;
  }
}

package dev.tidegate.lua.module.yaml;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * In which order the keys of a map are written: some by name first, then numbers, texts, booleans,
 * each in their own order; or, where the script does not want that, as they come.
 */
final class KeyOrder {

  private static final LuaValue FIELD_ORDER = LuaValue.valueOf("field_order");
  private static final LuaValue SORT_UNORDERED = LuaValue.valueOf("sort_unordered");

  /** How many names may come first. */
  private static final int MOST_NAMES = 1000;

  /** What a comparison costs besides the bytes that it may have to look at. */
  private static final long PRICE = 2;

  private final Map<LuaString, Integer> first;
  private final boolean sorts;

  private KeyOrder(Map<LuaString, Integer> first, boolean sorts) {
    this.first = first;
    this.sorts = sorts;
  }

  static KeyOrder of(LuaRuntime runtime, Table options) {
    LuaValue sorts = options.rawget(SORT_UNORDERED);
    if (!sorts.isnil() && !sorts.isboolean()) {
      throw new YamlFault("sort_unordered must be a boolean");
    }
    Map<LuaString, Integer> first = new HashMap<>();
    LuaValue names = options.rawget(FIELD_ORDER);
    if (names instanceof Table list) {
      int count = list.rawlen();
      if (count > MOST_NAMES) {
        throw new YamlFault("field_order must have no more than " + MOST_NAMES + " names");
      }
      runtime.charge(count);
      for (int i = 1; i <= count; i++) {
        if (!(list.rawget(i) instanceof LuaString name)) {
          throw new YamlFault("field_order must be a list of texts");
        }
        first.putIfAbsent(name, i);
      }
    } else if (!names.isnil()) {
      throw new YamlFault("field_order must be a list of texts");
    }
    return new KeyOrder(first, sorts.isnil() || sorts.toboolean());
  }

  /** Puts keys into their order; each comparison is charged. */
  void sort(LuaRuntime runtime, List<LuaValue> keys) {
    keys.sort((one, other) -> {
      runtime.charge(PRICE);
      int places = Integer.compare(place(one), place(other));
      return places != 0 || !sorts ? places : compare(runtime, one, other);
    });
  }

  private int place(LuaValue key) {
    return key instanceof LuaString name
        ? first.getOrDefault(name, Integer.MAX_VALUE)
        : Integer.MAX_VALUE;
  }

  private static int compare(LuaRuntime runtime, LuaValue one, LuaValue other) {
    int kinds = Integer.compare(kind(one), kind(other));
    if (kinds != 0) {
      return kinds;
    }
    return switch (one) {
      case Real number -> Double.compare(number.value, ((Real) other).value);
      case LuaString text -> compare(runtime, text, (LuaString) other);
      default -> Boolean.compare(one.toboolean(), other.toboolean());
    };
  }

  private static int compare(LuaRuntime runtime, LuaString one, LuaString other) {
    runtime.charge(Math.min(one.m_length, other.m_length) >> 4);
    return Arrays.compareUnsigned(
        one.m_bytes,
        one.m_offset,
        one.m_offset + one.m_length,
        other.m_bytes,
        other.m_offset,
        other.m_offset + other.m_length);
  }

  private static int kind(LuaValue key) {
    return key instanceof Real ? 0 : key instanceof LuaString ? 1 : 2;
  }
}

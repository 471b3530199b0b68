package dev.tidegate.lua.schema;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Table;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * When two values are the same to a schema: numbers by their value, arrays and objects by what is
 * in them. Recursion ends where values end, which are nested no deeper than JSON may be.
 */
final class Equality {

  private static final int PRICE = 2;

  /** Unknown to scripts, so that they can't choose values that collide. */
  private static final long SECRET = new SplittableRandom().nextLong() | 1;

  private Equality() {}

  static boolean same(LuaRuntime runtime, LuaValue one, LuaValue other) {
    runtime.charge(PRICE);
    if (one instanceof Table table) {
      return other instanceof Table that && same(runtime, table, that);
    }
    if (one instanceof LuaString string) {
      runtime.charge(string.m_length >> 3);
    }
    return one.raweq(other);
  }

  private static boolean same(LuaRuntime runtime, Table one, Table other) {
    if (Instances.isArray(one) && Instances.isArray(other)) {
      int length = one.length();
      if (length != other.length()) {
        return false;
      }
      for (int i = 1; i <= length; i++) {
        if (!same(runtime, one.get(i), other.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (!Instances.isObject(one) || !Instances.isObject(other)) {
      return false;
    }
    runtime.charge(one.positions() + other.positions());
    int missing = 0;
    for (int at = other.following(0); at != 0; at = other.following(at)) {
      missing++;
    }
    for (int at = one.following(0); at != 0; at = one.following(at)) {
      missing--;
      // What is absent is nil, which is nothing that an object holds.
      if (!same(runtime, one.valueAt(at), other.get(one.keyAt(at)))) {
        return false;
      }
    }
    return missing == 0;
  }

  /** A number that is the same for values that are. */
  static long hash(LuaRuntime runtime, LuaValue value) {
    runtime.charge(PRICE);
    return switch (value) {
      case LuaString string -> {
        runtime.charge(string.m_length >> 3);
        yield mix(hash(string));
      }
      case Real number -> mix(Double.doubleToLongBits(number.value + 0.0) + 1);
      case Table table when table.following(0) == 0 -> mix(2);
      case Table table when Instances.isArray(table) -> {
        long hash = 3;
        int length = table.length();
        for (int i = 1; i <= length; i++) {
          hash = mix(hash ^ hash(runtime, table.get(i)));
        }
        yield hash;
      }
      case Table table -> {
        runtime.charge(table.positions());
        // A sum, because objects have no order.
        long hash = 5;
        for (int at = table.following(0); at != 0; at = table.following(at)) {
          hash += mix(hash(runtime, table.keyAt(at)) + 31 * hash(runtime, table.valueAt(at)));
        }
        yield mix(hash);
      }
      default -> mix(value.isboolean() ? (value.toboolean() ? 7 : 11) : 13);
    };
  }

  private static long hash(LuaString string) {
    long hash = SECRET;
    int end = string.m_offset + string.m_length;
    for (int i = string.m_offset; i < end; i++) {
      hash = (hash ^ string.m_bytes[i]) * SECRET;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  /** The finalizer of MurmurHash3, variant 13 (Stafford). */
  private static long mix(long bits) {
    long z = bits ^ SECRET;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Makes a value that many runs are to share one that nothing can change. */
  static LuaValue shared(LuaValue value) {
    if (value instanceof Table table && !table.isFrozen()) {
      for (int at = table.following(0); at != 0; at = table.following(at)) {
        LuaValue inner = shared(table.valueAt(at));
        table.put(table.keyAt(at), inner);
      }
      return table.freeze();
    }
    if (value instanceof LuaString string && string.m_length < string.m_bytes.length) {
      int from = string.m_offset;
      return LuaString.valueUsing(Arrays.copyOfRange(string.m_bytes, from, from + string.m_length));
    }
    return value;
  }
}

package dev.tidegate.lua.module;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Table;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * What a table is in JSON: an array of its keys 1 to n, or an object.
 *
 * @param isArray whether it is an array; an empty table is one unless it is known as an object
 * @param size how many entries it has
 */
record JsonShape(boolean isArray, int size) {

  /**
   * Looks at all keys, by raw access, and charges for it.
   *
   * @param path where the table is, for the fault
   * @throws JsonFault when the keys are those of neither or of both
   */
  static JsonShape of(LuaRuntime runtime, Table table, JsonPath path) {
    int indexes = 0;
    int names = 0;
    double largest = 0;
    int position = 0;
    for (int next = table.following(0); next != 0; next = table.following(next)) {
      runtime.charge(next - position);
      position = next;
      if (table.isElement(next)) {
        indexes++;
        largest = Math.max(largest, next);
        continue;
      }
      LuaValue key = table.keyAt(next);
      if (key instanceof Real number && isIndex(number.value)) {
        indexes++;
        largest = Math.max(largest, number.value);
      } else if (key instanceof LuaString || key instanceof Real || key.isboolean()) {
        names++;
      } else {
        throw path.fault("key that is a " + key.typename());
      }
    }
    runtime.charge(table.positions() - position);
    if (indexes == 0) {
      return new JsonShape(names == 0 && !table.isMarkedAsObject(), names);
    }
    if (names > 0) {
      throw path.fault("mixed-key table");
    }
    if (largest != indexes) {
      throw path.fault("sparse array");
    }
    return new JsonShape(true, indexes);
  }

  private static boolean isIndex(double key) {
    return key >= 1 && key == Math.rint(key);
  }
}

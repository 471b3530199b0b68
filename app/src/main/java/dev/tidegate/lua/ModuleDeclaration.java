package dev.tidegate.lua;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.luaj.vm2.LuaValue;

/**
 * What a module offers to scripts, for documentation and editors; read from the module itself.
 *
 * @param name what {@code require} takes
 * @param isGlobal whether scripts find it without {@code require}
 * @param functions by their names within the module, such as {@code random.bytes}
 * @param constants by their names within the module
 * @param types of the objects that its functions give
 */
public record ModuleDeclaration(
    String name,
    boolean isGlobal,
    SortedMap<String, Signature> functions,
    SortedMap<String, LuaValue> constants,
    List<Type> types) {

  /** Reads a module. */
  public static ModuleDeclaration of(LuaModule module) {
    SortedMap<String, Signature> functions = new TreeMap<>();
    SortedMap<String, LuaValue> constants = new TreeMap<>();
    if (module.value() instanceof Table table) {
      collect("", table, functions, constants);
    }
    return new ModuleDeclaration(
        module.name(),
        module.isGlobal(),
        functions,
        constants,
        module.types().stream().map(Type::of).toList());
  }

  private static void collect(
      String prefix,
      Table table,
      SortedMap<String, Signature> functions,
      SortedMap<String, LuaValue> constants) {
    for (int at = 1; at <= table.positions(); at++) {
      LuaValue value = table.valueAt(at);
      if (value.isnil()) {
        continue;
      }
      String path = prefix + LuaText.describe(table.keyAt(at));
      switch (value) {
        case HostFunction function -> functions.put(path, function.signature());
        case Table inner -> collect(path + ".", inner, functions, constants);
        default -> constants.put(path, value);
      }
    }
  }

  /**
   * A type of host object.
   *
   * @param name such as {@code websocket.Client}
   * @param methods what its objects can do, without the receiver
   */
  public record Type(String name, SortedMap<String, Signature> methods) {

    static Type of(UserdataType<?> type) {
      SortedMap<String, Signature> methods = new TreeMap<>();
      if (type.metatable().get(LuaValue.INDEX) instanceof Table table) {
        collect("", table, methods, new TreeMap<>());
      }
      return new Type(type.name(), methods);
    }
  }
}

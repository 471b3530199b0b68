package dev.tidegate.lua.schema;

import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.UserdataType;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * JSON values as Lua values that tell everything which schemas ask for: {@code null} is a value of
 * its own, objects are tables marked as such and have nothing but strings as keys, arrays are other
 * tables.
 */
public final class Instances {

  /** The JSON value {@code null}. */
  public static final LuaValue NULL = new Null();

  /**
   * An empty table of which nobody knows whether it is an array or an object: it passes as both.
   */
  public static final Table EMPTY = new Table().freeze();

  private Instances() {}

  static boolean isNull(LuaValue value) {
    return value instanceof Null;
  }

  static boolean isObject(LuaValue value) {
    return value instanceof Table table && (table.isMarkedAsObject() || isEmpty(table));
  }

  static boolean isArray(LuaValue value) {
    return value instanceof Table table && !table.isMarkedAsObject();
  }

  @SuppressWarnings("ReferenceEquality") // it is one object
  private static boolean isEmpty(Table table) {
    return table == EMPTY;
  }

  static boolean isWhole(LuaValue value) {
    return value instanceof Real number && number.value == Math.rint(number.value);
  }

  /** What messages call the value's type. */
  static String typeOf(LuaValue value) {
    return switch (value) {
      case LuaString string -> "string";
      case Real number -> isWhole(number) ? "integer" : "number";
      case Table table -> isArray(table) ? "array" : "object";
      default -> value.isboolean() ? "boolean" : "null";
    };
  }

  private static final class Null extends HostObject {

    private static final UserdataType<Null> TYPE =
        UserdataType.builder("json.null", Null.class).build();

    private Null() {
      super(TYPE);
    }

    @Override
    public String tojstring() {
      return "null";
    }
  }
}

package dev.tidegate.lua.schema;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Keywords about values of any type. */
sealed interface ValueKeyword extends Keyword {

  /** The names that {@code type} knows. */
  Set<String> TYPES = Set.of("null", "boolean", "object", "array", "number", "string", "integer");

  /** {@code type}. */
  record Type(List<String> names) implements ValueKeyword {

    @Override
    public boolean holds(Evaluation evaluation, LuaValue value, Marks marks) {
      for (String name : names) {
        if (is(value, name)) {
          return true;
        }
      }
      return evaluation.fail(
          "type",
          () -> "expected " + String.join(" or ", names) + ", found " + Instances.typeOf(value));
    }

    private static boolean is(LuaValue value, String type) {
      return switch (type) {
        case "null" -> Instances.isNull(value);
        case "boolean" -> value.isboolean();
        case "object" -> Instances.isObject(value);
        case "array" -> Instances.isArray(value);
        case "number" -> value instanceof Real;
        case "integer" -> Instances.isWhole(value);
        default -> value instanceof LuaString;
      };
    }
  }

  /** {@code const}. */
  record Constant(LuaValue expected) implements ValueKeyword {

    @Override
    public boolean holds(Evaluation evaluation, LuaValue value, Marks marks) {
      return Equality.same(evaluation.runtime(), expected, value)
          || evaluation.fail("const", () -> "not the value that it must be");
    }
  }

  /**
   * {@code enum}.
   *
   * @param plain has the texts, numbers, booleans and null as keys
   * @param others arrays and objects
   */
  record Choice(Table plain, List<LuaValue> others) implements ValueKeyword {

    static Choice of(List<LuaValue> values) {
      Table plain = new Table();
      List<LuaValue> others = new ArrayList<>();
      for (LuaValue value : values) {
        if (value instanceof Table) {
          others.add(value);
        } else {
          plain.put(value, LuaValue.TRUE);
        }
      }
      return new Choice(plain.freeze(), List.copyOf(others));
    }

    @Override
    public boolean holds(Evaluation evaluation, LuaValue value, Marks marks) {
      return contains(evaluation.runtime(), value)
          || evaluation.fail("enum", () -> "none of the values that it may be");
    }

    private boolean contains(LuaRuntime runtime, LuaValue value) {
      if (!(value instanceof Table)) {
        runtime.charge(value instanceof LuaString string ? string.m_length >> 3 : 1);
        return !plain.get(value).isnil();
      }
      for (LuaValue other : others) {
        if (Equality.same(runtime, other, value)) {
          return true;
        }
      }
      return false;
    }
  }
}

package dev.tidegate.lua.schema;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.LuaValue;

/** Keywords about arrays; anything else passes them. */
sealed interface ArrayKeyword extends Keyword {

  /** Whether the array is as the keyword wants it. */
  boolean holds(Evaluation evaluation, Table array, int length, Marks marks);

  @Override
  default boolean holds(Evaluation evaluation, LuaValue value, Marks marks) {
    if (!Instances.isArray(value)) {
      return true;
    }
    Table array = (Table) value;
    return holds(evaluation, array, array.length(), marks);
  }

  /** {@code maxItems}. */
  record Most(int limit) implements ArrayKeyword {

    @Override
    public boolean holds(Evaluation evaluation, Table array, int length, Marks marks) {
      return length <= limit
          || evaluation.fail(
              "maxItems", () -> "must have at most " + limit + " elements, has " + length);
    }
  }

  /** {@code minItems}. */
  record Least(int limit) implements ArrayKeyword {

    @Override
    public boolean holds(Evaluation evaluation, Table array, int length, Marks marks) {
      return length >= limit
          || evaluation.fail(
              "minItems", () -> "must have at least " + limit + " elements, has " + length);
    }
  }

  /** {@code prefixItems}, and {@code items} as an array. */
  record First(List<Schema> schemas) implements ArrayKeyword {

    @Override
    public boolean holds(Evaluation evaluation, Table array, int length, Marks marks) {
      int count = Math.min(length, schemas.size());
      boolean holds = true;
      for (int i = 1; i <= count; i++) {
        if (!evaluation.element(schemas.get(i - 1), i, array.get(i))) {
          holds = false;
          if (evaluation.isDecided()) {
            return false;
          }
        }
      }
      marks.first(count);
      return holds;
    }
  }

  /**
   * {@code items} and {@code additionalItems}.
   *
   * @param first how many elements it leaves out
   */
  record Rest(Schema schema, int first) implements ArrayKeyword {

    @Override
    public boolean holds(Evaluation evaluation, Table array, int length, Marks marks) {
      boolean holds = true;
      for (int i = first + 1; i <= length; i++) {
        if (!evaluation.element(schema, i, array.get(i))) {
          holds = false;
          if (evaluation.isDecided()) {
            return false;
          }
        }
      }
      marks.allElements();
      return holds;
    }
  }

  /** {@code contains} with {@code minContains} and {@code maxContains}. */
  record Containing(Schema schema, int least, int most, boolean marksElements)
      implements ArrayKeyword {

    @Override
    public boolean holds(Evaluation evaluation, Table array, int length, Marks marks) {
      LuaRuntime runtime = evaluation.runtime();
      int found = 0;
      for (int i = 1; i <= length; i++) {
        if (evaluation.tries(schema, array.get(i), Marks.OFF)) {
          found++;
          if (marksElements) {
            marks.element(runtime, i);
          }
        }
      }
      int count = found;
      if (count < least) {
        return evaluation.fail(
            least == 1 ? "contains" : "minContains",
            () -> "must have at least " + least + " such elements, has " + count);
      }
      return count <= most
          || evaluation.fail(
              "maxContains", () -> "must have at most " + most + " such elements, has " + count);
    }
  }

  /** {@code uniqueItems}. */
  record Unique() implements ArrayKeyword {

    /** What remembering an element takes besides its value, in bytes. */
    private static final int REMEMBERED = 96;

    @Override
    public boolean holds(Evaluation evaluation, Table array, int length, Marks marks) {
      LuaRuntime runtime = evaluation.runtime();
      runtime.reserve((long) REMEMBERED * length);
      Map<Long, List<LuaValue>> seen = new HashMap<>();
      for (int i = 1; i <= length; i++) {
        LuaValue element = array.get(i);
        List<LuaValue> alike =
            seen.computeIfAbsent(Equality.hash(runtime, element), hash -> new ArrayList<>(1));
        for (LuaValue other : alike) {
          if (Equality.same(runtime, other, element)) {
            int index = i - 1;
            return evaluation.fail(
                "uniqueItems", () -> "element " + index + " is the same as one before it");
          }
        }
        alike.add(element);
      }
      return true;
    }
  }

  /** {@code unevaluatedItems}. */
  record Unevaluated(Schema schema) implements ArrayKeyword {

    @Override
    public boolean holds(Evaluation evaluation, Table array, int length, Marks marks) {
      boolean holds = true;
      for (int i = 1; i <= length; i++) {
        evaluation.runtime().charge(1);
        if (!marks.hasElement(i) && !evaluation.element(schema, i, array.get(i))) {
          holds = false;
          if (evaluation.isDecided()) {
            return false;
          }
        }
      }
      marks.allElements();
      return holds;
    }
  }
}

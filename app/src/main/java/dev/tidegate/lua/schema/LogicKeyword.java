package dev.tidegate.lua.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** Keywords that combine schemas for the same value. */
sealed interface LogicKeyword extends Keyword {

  /** {@code allOf}. */
  record All(List<Schema> schemas) implements LogicKeyword {

    @Override
    public boolean holds(Evaluation evaluation, LuaValue value, Marks marks) {
      boolean holds = true;
      for (Schema schema : schemas) {
        if (!evaluation.check(schema, value, marks)) {
          holds = false;
          if (evaluation.isDecided()) {
            return false;
          }
        }
      }
      return holds;
    }
  }

  /** {@code anyOf}. */
  record Any(List<Schema> schemas) implements LogicKeyword {

    @Override
    public boolean holds(Evaluation evaluation, LuaValue value, Marks marks) {
      boolean holds = false;
      for (Schema schema : schemas) {
        holds |= evaluation.tries(schema, value, marks);
        // Where it matters what they have looked at, all are asked.
        if (holds && marks.isOff()) {
          return true;
        }
      }
      return holds
          || evaluation.fail("anyOf", () -> "none of the " + schemas.size() + " schemas allows it");
    }
  }

  /** {@code oneOf}. */
  record One(List<Schema> schemas) implements LogicKeyword {

    @Override
    public boolean holds(Evaluation evaluation, LuaValue value, Marks marks) {
      boolean holds = false;
      for (Schema schema : schemas) {
        if (evaluation.tries(schema, value, marks)) {
          if (holds) {
            return evaluation.fail("oneOf", () -> "more than one schema allows it");
          }
          holds = true;
        }
      }
      return holds
          || evaluation.fail("oneOf", () -> "none of the " + schemas.size() + " schemas allows it");
    }
  }

  /** {@code not}. */
  record Not(Schema schema) implements LogicKeyword {

    @Override
    public boolean holds(Evaluation evaluation, LuaValue value, Marks marks) {
      return !evaluation.tries(schema, value, Marks.OFF)
          || evaluation.fail("not", () -> "the schema that must not allow it does");
    }
  }

  /** {@code if} with {@code then} and {@code else}. */
  record Conditional(Schema condition, @Nullable Schema then, @Nullable Schema otherwise)
      implements LogicKeyword {

    @Override
    public boolean holds(Evaluation evaluation, LuaValue value, Marks marks) {
      Schema chosen = evaluation.tries(condition, value, marks) ? then : otherwise;
      return chosen == null || evaluation.check(chosen, value, marks);
    }
  }
}

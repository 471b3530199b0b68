package dev.tidegate.lua.schema;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Table;
import java.util.List;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Keywords about objects; anything else passes them. */
sealed interface ObjectKeyword extends Keyword {

  /** Whether the object is as the keyword wants it. */
  boolean holds(Evaluation evaluation, Table object, Marks marks);

  @Override
  default boolean holds(Evaluation evaluation, LuaValue value, Marks marks) {
    return !Instances.isObject(value) || holds(evaluation, (Table) value, marks);
  }

  /** A name, and the schema for the property that has it. */
  record Named(LuaString name, Schema schema) {}

  /** An expression, and the schema for the properties whose names it is in. */
  record Matched(Expression expression, Schema schema) {}

  /** A name, and those that must be there when it is. */
  record Needing(LuaString name, List<LuaString> others) {}

  /** {@code maxProperties}. */
  record Most(int limit) implements ObjectKeyword {

    @Override
    public boolean holds(Evaluation evaluation, Table object, Marks marks) {
      return evaluation.size(object) <= limit
          || evaluation.fail("maxProperties", () -> "must have at most " + limit + " properties");
    }
  }

  /** {@code minProperties}. */
  record Least(int limit) implements ObjectKeyword {

    @Override
    public boolean holds(Evaluation evaluation, Table object, Marks marks) {
      return evaluation.size(object) >= limit
          || evaluation.fail("minProperties", () -> "must have at least " + limit + " properties");
    }
  }

  /** {@code required}. */
  record Required(List<LuaString> names) implements ObjectKeyword {

    @Override
    public boolean holds(Evaluation evaluation, Table object, Marks marks) {
      return hasAll(evaluation, "required", object, names);
    }

    private static boolean hasAll(
        Evaluation evaluation, String keyword, Table object, List<LuaString> names) {
      for (LuaString name : names) {
        evaluation.runtime().charge(1);
        if (object.get(name).isnil()) {
          return evaluation.fail(keyword, () -> "there is no '" + Evaluation.shortened(name) + "'");
        }
      }
      return true;
    }
  }

  /** {@code dependentRequired}, and {@code dependencies} with names. */
  record DependentRequired(List<Needing> needs) implements ObjectKeyword {

    @Override
    public boolean holds(Evaluation evaluation, Table object, Marks marks) {
      for (Needing need : needs) {
        evaluation.runtime().charge(1);
        if (!object.get(need.name).isnil()
            && !Required.hasAll(evaluation, "dependentRequired", object, need.others)) {
          return false;
        }
      }
      return true;
    }
  }

  /** {@code dependentSchemas}, and {@code dependencies} with schemas. */
  record DependentSchemas(List<Named> schemas) implements ObjectKeyword {

    @Override
    public boolean holds(Evaluation evaluation, Table object, Marks marks) {
      boolean holds = true;
      for (Named named : schemas) {
        evaluation.runtime().charge(1);
        if (!object.get(named.name).isnil() && !evaluation.check(named.schema, object, marks)) {
          holds = false;
          if (evaluation.isDecided()) {
            return false;
          }
        }
      }
      return holds;
    }
  }

  /** {@code properties}. */
  record Properties(List<Named> schemas) implements ObjectKeyword {

    @Override
    public boolean holds(Evaluation evaluation, Table object, Marks marks) {
      boolean holds = true;
      for (Named named : schemas) {
        evaluation.runtime().charge(1);
        LuaValue value = object.get(named.name);
        if (value.isnil()) {
          continue;
        }
        marks.name(evaluation.runtime(), named.name);
        if (!evaluation.property(named.schema, named.name, value)) {
          holds = false;
          if (evaluation.isDecided()) {
            return false;
          }
        }
      }
      return holds;
    }
  }

  /** A keyword that goes through the properties. */
  sealed interface OfEach extends ObjectKeyword {

    /** Whether one property is as the keyword wants it. */
    boolean holds(Evaluation evaluation, LuaString name, LuaValue value, Marks marks);

    @Override
    default boolean holds(Evaluation evaluation, Table object, Marks marks) {
      boolean holds = true;
      int before = 0;
      for (int at = object.following(0); at != 0; at = object.following(at)) {
        evaluation.runtime().charge(at - before);
        before = at;
        LuaString name = (LuaString) object.keyAt(at);
        if (!holds(evaluation, name, object.valueAt(at), marks)) {
          holds = false;
          if (evaluation.isDecided()) {
            return false;
          }
        }
      }
      return holds;
    }
  }

  /** {@code patternProperties}. */
  record PatternProperties(List<Matched> schemas) implements OfEach {

    @Override
    public boolean holds(Evaluation evaluation, LuaString name, LuaValue value, Marks marks) {
      boolean holds = true;
      for (Matched matched : schemas) {
        if (!matched.expression.isIn(evaluation.runtime(), name)) {
          continue;
        }
        marks.name(evaluation.runtime(), name);
        if (!evaluation.property(matched.schema, name, value)) {
          holds = false;
          if (evaluation.isDecided()) {
            return false;
          }
        }
      }
      return holds;
    }
  }

  /**
   * {@code additionalProperties}.
   *
   * @param others has the names as keys that it leaves out
   * @param patterns are in other names that it leaves out
   */
  record AdditionalProperties(Schema schema, Table others, List<Expression> patterns)
      implements OfEach {

    @Override
    public boolean holds(Evaluation evaluation, LuaString name, LuaValue value, Marks marks) {
      if (!others.get(name).isnil() || isMatched(evaluation.runtime(), name)) {
        return true;
      }
      marks.name(evaluation.runtime(), name);
      return Boolean.FALSE.equals(schema.verdict())
          ? evaluation.fail(
              "additionalProperties", () -> "'" + Evaluation.shortened(name) + "' is not allowed")
          : evaluation.property(schema, name, value);
    }

    private boolean isMatched(LuaRuntime runtime, LuaString name) {
      for (Expression pattern : patterns) {
        if (pattern.isIn(runtime, name)) {
          return true;
        }
      }
      return false;
    }
  }

  /** {@code propertyNames}. */
  record PropertyNames(Schema schema) implements OfEach {

    @Override
    public boolean holds(Evaluation evaluation, LuaString name, LuaValue value, Marks marks) {
      return evaluation.property(schema, name, name);
    }
  }

  /** {@code unevaluatedProperties}. */
  record Unevaluated(Schema schema) implements OfEach {

    @Override
    public boolean holds(Evaluation evaluation, LuaString name, LuaValue value, Marks marks) {
      if (marks.hasName(name)) {
        return true;
      }
      if (Boolean.FALSE.equals(schema.verdict())) {
        return evaluation.fail(
            "unevaluatedProperties", () -> "'" + Evaluation.shortened(name) + "' is not allowed");
      }
      marks.name(evaluation.runtime(), name);
      return evaluation.property(schema, name, value);
    }
  }
}

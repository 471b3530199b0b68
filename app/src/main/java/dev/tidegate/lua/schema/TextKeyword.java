package dev.tidegate.lua.schema;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Keywords about texts; anything else passes them. */
sealed interface TextKeyword extends Keyword {

  /** Whether the text is as the keyword wants it. */
  boolean holds(Evaluation evaluation, LuaString text);

  @Override
  default boolean holds(Evaluation evaluation, LuaValue value, Marks marks) {
    return !(value instanceof LuaString text) || holds(evaluation, text);
  }

  /** How many characters the text has; of UTF-8 that is malformed, about. */
  static int length(Evaluation evaluation, LuaString text) {
    evaluation.runtime().charge(text.m_length >> 3);
    int length = 0;
    int end = text.m_offset + text.m_length;
    for (int i = text.m_offset; i < end; i++) {
      length += (text.m_bytes[i] & 0xC0) == 0x80 ? 0 : 1;
    }
    return length;
  }

  /** {@code maxLength}. */
  record Longest(int limit) implements TextKeyword {

    @Override
    public boolean holds(Evaluation evaluation, LuaString text) {
      return length(evaluation, text) <= limit
          || evaluation.fail("maxLength", () -> "must have at most " + limit + " characters");
    }
  }

  /** {@code minLength}. */
  record Shortest(int limit) implements TextKeyword {

    @Override
    public boolean holds(Evaluation evaluation, LuaString text) {
      return length(evaluation, text) >= limit
          || evaluation.fail("minLength", () -> "must have at least " + limit + " characters");
    }
  }

  /** {@code pattern}. */
  record Matching(Expression expression) implements TextKeyword {

    @Override
    public boolean holds(Evaluation evaluation, LuaString text) {
      return expression.isIn(evaluation.runtime(), text)
          || evaluation.fail("pattern", () -> "does not match the pattern");
    }
  }
}

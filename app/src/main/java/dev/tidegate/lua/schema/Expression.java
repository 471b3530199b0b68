package dev.tidegate.lua.schema;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import org.luaj.vm2.LuaString;

/**
 * A regular expression of a schema. RE2 needs no more steps than the text has characters times the
 * program has instructions, whatever the expression; the steps are charged while they are made.
 */
final class Expression {

  /** In characters. */
  static final int LONGEST = 1000;

  /** In instructions of its program. */
  static final int LARGEST = 2000;

  private static final int INSTRUCTIONS_PER_UNIT = 4;

  /** The price of a match besides its steps. */
  private static final int MATCH_PRICE = 10;

  private final Pattern pattern;
  private final long size;
  private final int price;

  private Expression(Pattern pattern, long size) {
    this.pattern = pattern;
    this.size = size;
    price = 1 + pattern.programSize() / INSTRUCTIONS_PER_UNIT;
  }

  /**
   * Compiles an expression.
   *
   * @throws SchemaFault when it is none, or too large, or has what RE2 lacks: back references and
   *     looking around
   */
  static Expression of(LuaRuntime runtime, String text) {
    String re2 = ExpressionSyntax.re2(text);
    long size = ExpressionSyntax.size(re2);
    if (text.length() > LONGEST || size > LARGEST) {
      throw new SchemaFault("is too large a regular expression");
    }
    runtime.charge(text.length() + size);
    try {
      return new Expression(Pattern.compile(re2), size);
    } catch (PatternSyntaxException e) {
      throw new SchemaFault("is no regular expression that can be used: " + e.getDescription());
    }
  }

  /** How large it is, in instructions, about. */
  long size() {
    return size;
  }

  /** Whether it matches some part of the text. */
  boolean isIn(LuaRuntime runtime, LuaString text) {
    runtime.charge(MATCH_PRICE);
    runtime.reserve(2L * text.m_length);
    Matcher matcher = pattern.matcher(new Metered(runtime, LuaText.decode(text), price));
    return matcher.find();
  }

  /** A text of which each look at a character is charged. */
  private record Metered(LuaRuntime runtime, String text, int price) implements CharSequence {

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      runtime.charge(price);
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new Metered(runtime, text.substring(from, to), price);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}

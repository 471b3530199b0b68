package dev.tidegate.lua.schema;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.regexp.Regexp;
import dev.tidegate.lua.regexp.RegexpFault;
import org.luaj.vm2.LuaString;

/** A regular expression of a schema, in the notation of ECMAScript. */
final class Expression {

  /** How large all of a schema's expressions may be together, in instructions. */
  static final int LARGEST = Regexp.LARGEST;

  /** The price of a match besides its steps. */
  private static final int MATCH_PRICE = 10;

  private final Regexp regexp;

  private Expression(Regexp regexp) {
    this.regexp = regexp;
  }

  /**
   * Compiles an expression.
   *
   * @throws SchemaFault when it is none, or too large, or has what RE2 lacks: back references and
   *     looking around
   */
  static Expression of(LuaRuntime runtime, String text) {
    try {
      return new Expression(Regexp.compile(runtime, ExpressionSyntax.re2(text)));
    } catch (RegexpFault fault) {
      throw new SchemaFault(fault.words());
    }
  }

  /** How large it is, in instructions, about. */
  long size() {
    return regexp.size();
  }

  /** Whether it matches some part of the text. */
  boolean isIn(LuaRuntime runtime, LuaString text) {
    runtime.charge(MATCH_PRICE);
    runtime.reserve(2L * text.m_length);
    return regexp.isIn(runtime, LuaText.decode(text));
  }
}

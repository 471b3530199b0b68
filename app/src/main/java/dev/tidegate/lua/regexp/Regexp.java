package dev.tidegate.lua.regexp;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.regex.BoundedRegex;
import dev.tidegate.regex.RegexFault;
import java.util.Map;

/**
 * A regular expression in the syntax of RE2. Matching needs no more steps than the text has
 * characters times the program has instructions, whatever the expression; the steps are charged
 * while they are made.
 */
public final class Regexp {

  /** How long an expression may be, in characters. */
  public static final int LONGEST = BoundedRegex.LONGEST;

  /** How large its program may be, in instructions. */
  public static final int LARGEST = BoundedRegex.LARGEST;

  /** How many groups it may have. */
  public static final int MOST_GROUPS = BoundedRegex.MOST_GROUPS;

  private static final int INSTRUCTIONS_PER_UNIT = 4;

  /** What an instruction takes, beside what each group adds to it while matching. */
  private static final long BYTES_PER_INSTRUCTION = 200;

  private static final long BYTES_PER_INSTRUCTION_AND_GROUP = 16;

  private final Pattern pattern;
  private final long size;
  private final int price;
  private final long bytes;

  private Regexp(Pattern pattern, long size) {
    this.pattern = pattern;
    this.size = size;
    price = 1 + pattern.programSize() / INSTRUCTIONS_PER_UNIT;
    bytes =
        (BYTES_PER_INSTRUCTION + BYTES_PER_INSTRUCTION_AND_GROUP * (pattern.groupCount() + 1L))
            * Math.max(size, pattern.programSize());
  }

  /**
   * Compiles an expression.
   *
   * @throws RegexpFault when it is none, or too large, or has what RE2 lacks: back references and
   *     looking around
   */
  public static Regexp compile(LuaRuntime runtime, String expression) {
    try {
      runtime.charge(expression.length() + BoundedRegex.size(expression));
      BoundedRegex compiled = BoundedRegex.compile(expression);
      return new Regexp(compiled.pattern(), compiled.size());
    } catch (RegexFault fault) {
      throw new RegexpFault(fault.words());
    }
  }

  /** The expression as it was written. */
  public String text() {
    return pattern.pattern();
  }

  /** How large it is, in instructions, about; a class of Unicode counts for many. */
  public long size() {
    return size;
  }

  /** How much memory it takes, matching included; an estimate that is rather too large. */
  public long bytes() {
    return bytes;
  }

  /** How many groups it has. */
  public int groups() {
    return pattern.groupCount();
  }

  /** The number of each group that has a name. */
  public Map<String, Integer> names() {
    return pattern.namedGroups();
  }

  /** Whether it matches some part of the text. */
  public boolean isIn(LuaRuntime runtime, String text) {
    return matcher(runtime, text).find();
  }

  /** What finds its matches in the text; each look at a character is charged. */
  public Matcher matcher(LuaRuntime runtime, String text) {
    return pattern.matcher(new Metered(runtime, text, price));
  }

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
